def records(draw, size):
    number = 0
    while True:
        yield f"{number};C{draw.randrange(5000):05d};{draw.randrange(1, 9)};{draw.random() * 100:.2f}\n"
        number += 1
