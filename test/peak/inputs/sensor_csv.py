def records(draw, size):
    time = 1650000000
    yield "time,sensor,temperature,humidity\n"
    while True:
        time += draw.randint(0, 3)
        yield f"{time},s{draw.randrange(40):02d},{draw.gauss(18, 6):.3f},{draw.random() * 100:.1f}\n"
