def records(draw, size):
    nodes = max(10, size // 120)
    while True:
        yield f"{draw.randrange(nodes)}\t{draw.randrange(nodes)}\n"
