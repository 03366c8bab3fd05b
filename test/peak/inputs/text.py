from words import letters


def records(draw, size):
    vocabulary = [letters(draw, 2, 13) for _ in range(30000)]
    while True:
        yield " ".join(draw.choices(vocabulary, k=draw.randint(3, 25))) + "\n"
