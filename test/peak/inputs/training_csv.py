def records(draw, size):
    yield ",".join(f"f{i}" for i in range(10)) + ",target\n"
    while True:
        x = [draw.random() for _ in range(10)]
        target = 3 * x[0] + (2 if x[1] > 0.5 else -1) + x[2] * x[3] + draw.random() * 0.1
        yield ",".join(f"{value:.5f}" for value in x) + f",{target:.5f}\n"
