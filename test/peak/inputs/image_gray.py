def records(draw, size):
    width = max(16, int((size * 4 / 3) ** 0.5))
    height = max(16, size // width)
    yield f"P5\n# camera\n{width} {height}\n255\n"
    for _ in range(height):
        yield draw.randbytes(width)
