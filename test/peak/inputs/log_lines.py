from words import letters


def records(draw, size):
    services = [letters(draw, 4, 10) for _ in range(40)]
    messages = [" ".join(letters(draw, 3, 9) for _ in range(draw.randint(3, 10))) for _ in range(4000)]
    time = 1700000000
    while True:
        time += draw.random() < 0.05
        level = draw.choice(("DEBUG", "INFO", "INFO", "WARN", "ERROR"))
        yield f"{time} {level} {draw.choice(services)}: {draw.choice(messages)} id={draw.randrange(8)}\n"
