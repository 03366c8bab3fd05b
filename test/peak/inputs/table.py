from words import letters


def records(draw, size):
    yield "id,name,a,b,c,d,label\n"
    row = 0
    while True:
        yield (f"{row},{letters(draw, 4, 24)},{draw.random():.6f},{draw.gauss(0, 1):.6f},"
               f"{draw.random() * 1000:.3f},{draw.random():.5f},{draw.randint(0, 1)}\n")
        row += 1
