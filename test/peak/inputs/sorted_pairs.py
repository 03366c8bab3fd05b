from words import letters


def records(draw, size):
    key = 100000000
    while True:
        key += draw.randint(1, 9)
        yield f"{key}\t{letters(draw, 4, 40)}\n"
