def records(draw, size):
    number = 0
    while True:
        yield f">seq{number} sample\n"
        number += 1
        for _ in range(draw.randint(3, 30)):
            yield "".join(draw.choices("ACGT", k=70)) + "\n"
