"""One document a line: a user's event, nested and of differing shape."""
import json
from words import letters


def records(draw, size):
    tags = [letters(draw, 3, 9) for _ in range(500)]
    number = 0
    while True:
        document = {"id": number, "user": {"name": letters(draw, 5, 24), "age": draw.randint(18, 90)},
                    "active": draw.random() < 0.5, "score": round(draw.random() * 100, 3),
                    "tags": draw.choices(tags, k=draw.randint(0, 6))}
        if draw.random() < 0.3:
            document["note"] = " ".join(letters(draw, 2, 10) for _ in range(draw.randint(1, 8)))
        yield json.dumps(document) + "\n"
        number += 1
