def records(draw, size):
    centres = [[draw.random() * 100 for _ in range(8)] for _ in range(6)]
    yield "id," + ",".join(f"x{i}" for i in range(8)) + "\n"
    row = 0
    while True:
        centre = draw.choice(centres)
        yield f"p{row}," + ",".join(f"{x + draw.random() * 9:.4f}" for x in centre) + "\n"
        row += 1
