import itertools

from words import letters


def records(draw, size):
    vocabulary = [letters(draw, 2, 11) for _ in range(20000)]
    weights = list(itertools.accumulate(1 / (i + 2) for i in range(len(vocabulary))))
    number = 0
    while True:
        words = draw.choices(vocabulary, cum_weights=weights, k=draw.randint(60, 400))
        yield f"{number}\t{' '.join(words[:5]).title()}\t{' '.join(words[5:])}.\n"
        number += 1
