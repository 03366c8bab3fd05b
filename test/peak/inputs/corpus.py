import itertools

from words import letters


def records(draw, size):
    vocabulary = [letters(draw, 2, 10) for _ in range(15000)]
    weights = list(itertools.accumulate(1 / (i + 5) for i in range(len(vocabulary))))
    while True:
        yield " ".join(draw.choices(vocabulary, cum_weights=weights, k=draw.randint(8, 30))).capitalize() + " .\n"
