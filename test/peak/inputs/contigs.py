def records(draw, size):
    bases = lambda: "".join(draw.choices("ACGTN", weights=(30, 20, 20, 30, 0.2), k=80)) + "\n"
    repeats = [bases() for _ in range(200)]
    number = 0
    while True:
        yield f">contig_{number} length unknown\n"
        number += 1
        for _ in range(draw.randint(200, 2000)):
            yield draw.choice(repeats) if draw.random() < 0.4 else bases()
