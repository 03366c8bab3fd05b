"""Lines of sensor readings, compressed; the size is that of the compressed file."""
import zlib


def write(draw, size, path):
    time = 1690000000
    packer = zlib.compressobj(1, wbits=31)
    written = 0
    with open(path, "wb") as file:
        while written < size:
            lines = []
            for _ in range(200):
                time += draw.randint(0, 3)
                lines.append(f"{time},station-{draw.randrange(300):03d},{draw.randbytes(16).hex()},"
                             f"{draw.random() * 60 - 20:.3f}\n")
            written += file.write(packer.compress("".join(lines).encode()))
        file.write(packer.flush())
