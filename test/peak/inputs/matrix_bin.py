import array
import struct


def records(draw, size):
    columns = 32
    rows = max(1, (size - 16) // (8 * columns))
    yield struct.pack("<QQ", rows, columns)
    for _ in range(rows):
        shared = draw.random()
        yield array.array("d", (shared * i + draw.random() for i in range(columns))).tobytes()
