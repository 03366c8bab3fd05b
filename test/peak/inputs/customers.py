from words import letters


def records(draw, size):
    names = [f"{letters(draw, 4, 9)} {letters(draw, 5, 14)}" for _ in range(5000)]
    cities = [letters(draw, 4, 9) for _ in range(300)]
    number = 0
    yield "customer_id,name,city,segment\n"
    while True:
        yield (f"{number},{draw.choice(names)},{draw.choice(cities)},"
               f"{draw.choice(['retail', 'wholesale', 'public'])}\n")
        number += 1
