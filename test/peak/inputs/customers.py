from words import letters


def records(draw, size):
    number = 0
    yield "customer_id,name,city,segment\n"
    while True:
        yield (f"{number},{letters(draw, 4, 9)} {letters(draw, 5, 14)},{letters(draw, 4, 6)},"
               f"{draw.choice(['retail', 'wholesale', 'public'])}\n")
        number += 1
