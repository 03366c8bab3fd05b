import array


def records(draw, size):
    while True:
        yield array.array("f", (draw.random() for _ in range(1024))).tobytes()
