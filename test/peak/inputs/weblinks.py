def records(draw, size):
    pages = max(20, size // 100)
    yield "# source target\n"
    while True:
        yield f"{draw.randrange(pages)} {int(draw.random() ** 3 * pages)}\n"
