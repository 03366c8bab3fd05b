def records(draw, size):
    number = 0
    qualities = "".join(chr(33 + q) for q in range(2, 41))
    while True:
        length = draw.randint(75, 150)
        good = draw.randint(length // 2, length)
        bases = "".join(draw.choices("ACGT", k=length))
        quality = "".join(draw.choices(qualities[20:], k=good) + draw.choices(qualities[:20], k=length - good))
        yield f"@read_{number}/1 lane={draw.randint(1, 8)}\n{bases}\n+\n{quality}\n"
        number += 1
