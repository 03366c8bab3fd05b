def records(draw, size):
    regions = ["north", "south", "east", "west", "central", "overseas"]
    products = max(50, size // 400)
    yield "date,region,product,units,price\n"
    while True:
        product = int(draw.random() ** 2 * products)
        yield (f"2023-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d},{draw.choice(regions)},"
               f"SKU-{product:06d},{draw.randint(1, 40)},{draw.random() * 200:.2f}\n")
