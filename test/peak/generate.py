"""Writes an input of about so many bytes: generate.py KIND BYTES PATH. The same arguments give the same bytes.

A kind is a file of inputs/. It has records(draw, size), which yields text or bytes until enough is written, or
write(draw, size, path), which writes as much itself."""
import importlib
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "inputs"))


def generate(kind, size, path):
    module = importlib.import_module(kind)
    draw = random.Random(7)
    if hasattr(module, "write"):
        module.write(draw, size, path)
        return
    written = 0
    with open(path, "wb") as file:
        for record in module.records(draw, size):
            written += file.write(record if isinstance(record, bytes) else record.encode())
            if written >= size:
                break


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]), sys.argv[3])
