"""A header of magic, version and count, then points of three floats and an identity."""
import struct


def write(draw, size, path):
    count = (size - 16) // 16
    with open(path, "wb") as file:
        file.write(struct.pack("<4sIQ", b"PNTS", 1, count))
        point = struct.Struct("<fffI")
        for start in range(0, count, 4096):
            file.write(b"".join(point.pack(draw.random(), draw.random(), draw.random(), identity)
                                for identity in range(start, min(count, start + 4096))))
