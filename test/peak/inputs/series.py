def records(draw, size):
    time = 1600000000
    while True:
        time += draw.randint(1, 5)
        yield f"{time} {draw.gauss(20, 5):.4f}\n"
