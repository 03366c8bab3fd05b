"""Writes an input of about so many bytes: generate.py KIND BYTES FILE. The same arguments give the same bytes."""
import array
import random
import string
import sys

kind, size, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
draw = random.Random(7)


def letters(low, high):
    return "".join(draw.choices(string.ascii_lowercase, k=draw.randint(low, high)))


def table():
    yield "id,name,a,b,c,d,label\n"
    row = 0
    while True:
        yield (f"{row},{letters(4, 24)},{draw.random():.6f},{draw.gauss(0, 1):.6f},"
               f"{draw.random() * 1000:.3f},{draw.random():.5f},{draw.randint(0, 1)}\n")
        row += 1


def edges():
    nodes = max(10, size // 120)
    while True:
        yield f"{draw.randrange(nodes)}\t{draw.randrange(nodes)}\n"


def text():
    vocabulary = [letters(2, 13) for _ in range(30000)]
    while True:
        yield " ".join(draw.choices(vocabulary, k=draw.randint(3, 25))) + "\n"


def sequences():
    number = 0
    while True:
        yield f">seq{number} sample\n"
        number += 1
        for _ in range(draw.randint(3, 30)):
            yield "".join(draw.choices("ACGT", k=70)) + "\n"


def series():
    time = 1600000000
    while True:
        time += draw.randint(1, 5)
        yield f"{time} {draw.gauss(20, 5):.4f}\n"


def orders():
    number = 0
    while True:
        yield f"{number};C{draw.randrange(5000):05d};{draw.randrange(1, 9)};{draw.random() * 100:.2f}\n"
        number += 1


if kind == "floats":
    with open(path, "wb") as file:
        array.array("f", (draw.random() for _ in range(size // 4))).tofile(file)
else:
    written = 0
    with open(path, "w") as file:
        for record in {"table": table, "edges": edges, "text": text, "sequences": sequences,
                       "series": series, "orders": orders}[kind]():
            written += file.write(record)
            if written >= size:
                break
