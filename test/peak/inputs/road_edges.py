def records(draw, size):
    nodes = max(10, size // 60)
    yield f"p sp {nodes}\n"
    while True:
        node = draw.randrange(nodes)
        step = draw.randint(1, 400)
        yield f"a {node} {(node + step) % nodes} {draw.randint(1, 1000)}\n"
