from words import letters


def records(draw, size):
    cities = [letters(draw, 4, 14) for _ in range(800)]
    yield "id,date,city,customer,quantity,price\n"
    row = 0
    while True:
        yield (f"{row},2023-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d},{draw.choice(cities)},"
               f"{letters(draw, 6, 20)},{draw.randint(1, 40)},{draw.random() * 500:.2f}\n")
        row += 1
