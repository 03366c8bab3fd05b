def records(draw, size):
    rows = max(10, size // 150)
    columns = max(10, size // 300)
    yield f"% rows columns\n{rows} {columns}\n"
    while True:
        yield f"{draw.randrange(rows)} {draw.randrange(columns)} {draw.gauss(0, 1):.5f}\n"
