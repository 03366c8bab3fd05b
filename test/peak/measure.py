"""Compares a program's estimate with a run of it: measure.py --build DIR PROGRAM [--bytes N] [ARG...].

In an ARG, {KIND} stands for the path of a generated input of N bytes, {KIND:F} of F times N bytes, {n:F} for the
number F times N, and {tmp} for an empty folder. A source links what its comment "LINK:" lists.

Prints one row and exits with 1 when the peak of live heap is off by more than 10 % and by more than 256 KiB."""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))


def compiler(source, llvm):
    if source.endswith(".c"):
        return os.path.join(llvm, "clang"), ["-O1"]
    return os.path.join(llvm, "clang++"), ["-O1", "-std=c++20"]


def libraries(source):
    with open(source) as file:
        found = re.search(r"^// LINK: (.*)$", file.read(), re.MULTILINE)
    return found[1].split() if found else []


def generated(kind, size, folder):
    path = os.path.join(folder, f"{kind}.{size}")
    if not os.path.exists(path):
        subprocess.run([sys.executable, os.path.join(here, "generate.py"), kind, str(size), path + ".part"], check=True)
        os.replace(path + ".part", path)
    return path


def bind(word, size, folder):
    """The word of a command line, with what stands in braces made."""
    def value(match):
        kind, amount = match[1], int(size * float(match[2] or 1))
        if kind == "n":
            return str(amount)
        if kind != "tmp":
            return generated(kind, amount, folder)
        scratch = os.path.join(folder, "scratch")
        shutil.rmtree(scratch, ignore_errors=True)
        os.mkdir(scratch)
        return scratch
    return re.sub(r"\{(\w+)(?::([\d.e+-]+))?\}", value, word)


def measure(source, words, size, build, llvm, folder):
    """The row of one run: live heap and RSS, predicted and measured, in bytes; None where there is no value."""
    os.makedirs(folder, exist_ok=True)
    name = os.path.splitext(os.path.basename(source))[0]
    program = os.path.join(folder, name)
    command, flags = compiler(source, llvm)
    subprocess.run([command, *flags, source, "-o", program, *libraries(source), "-lpthread", "-lm"], check=True)
    result = subprocess.run(
        [os.path.join(build, "bin", "highwater"), "verify", source, *(f"--flag={flag}" for flag in flags),
         "--format=json", "--", program, *(bind(word, size, folder) for word in words)],
        capture_output=True, text=True)
    if not result.stdout.strip():
        sys.exit(result.stderr)
    report = json.loads(result.stdout[result.stdout.index("{\n"):])
    return {"program": name, "bytes": size, "heap": report["live_heap"], "rss": report["rss"], "kind": report["kind"]}


def close(row, share=0.1, slack=256 << 10):
    predicted, measured = row["heap"]["predicted"], row["heap"]["measured"]
    return predicted is not None and abs(predicted - measured) <= max(share * measured, slack)


def show(row):
    predicted, measured = row["heap"]["predicted"], row["heap"]["measured"]
    ratio = f"{predicted / measured:8.3f}" if predicted is not None else " unknown"
    text = f"{predicted:14.0f}" if predicted is not None else f"{'-':>14}"
    return f"{row['program']:<14} {row['bytes']:>11} {text} {measured:>14.0f} {ratio}  {row['kind']}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("--llvm", required=True)
    parser.add_argument("--temp", required=True)
    parser.add_argument("--bytes", type=int, default=2_000_000)
    parser.add_argument("source")
    parser.add_argument("words", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    row = measure(options.source, options.words, options.bytes, options.build, options.llvm, options.temp)
    print(show(row))
    sys.exit(0 if close(row) else 1)
