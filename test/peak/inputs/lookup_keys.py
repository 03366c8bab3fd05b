def records(draw, size):
    while True:
        yield f"{100000000 + draw.randrange(size * 4 + 1)}\n"
