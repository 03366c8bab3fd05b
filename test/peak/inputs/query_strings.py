from words import letters


def records(draw, size):
    names = [letters(draw, 3, 18) for _ in range(60)]
    while True:
        pairs = (f"{draw.choice(names)}={letters(draw, 1, 30)}" for _ in range(draw.randint(2, 9)))
        yield f"/{letters(draw, 3, 8)}?{'&'.join(pairs)}\n"
