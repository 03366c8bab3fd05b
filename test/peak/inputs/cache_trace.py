def records(draw, size):
    objects = max(100, size // 30)
    while True:
        yield f"{draw.choice('RRRRW')} obj{int(draw.random() ** 2 * objects)} {draw.randint(64, 16384)}\n"
