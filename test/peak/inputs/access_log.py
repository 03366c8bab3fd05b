from words import letters


def records(draw, size):
    paths = ["/" + "/".join(letters(draw, 3, 10) for _ in range(draw.randint(1, 4))) for _ in range(4000)]
    clients = max(100, size // 500)
    second = 0
    while True:
        second += draw.randint(0, 2)
        client = draw.randrange(clients)
        yield (f"10.{client >> 16 & 255}.{client >> 8 & 255}.{client & 255} - - "
               f"[12/Mar/2024:{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d} +0000] "
               f"\"GET {paths[int(draw.random() ** 2 * 4000)]} HTTP/1.1\" "
               f"{draw.choice([200, 200, 200, 200, 304, 404, 500])} {draw.randint(120, 90000)}\n")
