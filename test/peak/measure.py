"""Compares a program's estimate with a run of it: measure.py --build DIR PROGRAM KIND [--bytes N] [ARG...].

Prints one row and exits with 1 when the peak of live heap is off by more than 10 % and by more than 256 KiB."""
import argparse
import json
import os
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))


def compiler(source, llvm):
    if source.endswith(".c"):
        return os.path.join(llvm, "clang"), ["-O1"]
    return os.path.join(llvm, "clang++"), ["-O1", "-std=c++20"]


def measure(source, kind, size, extra, build, llvm, folder):
    """The row of one run: live heap and RSS, predicted and measured, in bytes; None where there is no value."""
    os.makedirs(folder, exist_ok=True)
    name = os.path.splitext(os.path.basename(source))[0]
    program = os.path.join(folder, name)
    data = os.path.join(folder, f"{kind}.{size}")
    command, flags = compiler(source, llvm)
    subprocess.run([command, *flags, source, "-o", program, "-lpthread", "-lm"], check=True)
    if not os.path.exists(data):
        subprocess.run([sys.executable, os.path.join(here, "generate.py"), kind, str(size), data + ".part"], check=True)
        os.replace(data + ".part", data)
    result = subprocess.run(
        [os.path.join(build, "bin", "highwater"), "verify", source, *(f"--flag={flag}" for flag in flags),
         "--format=json", "--", program, data, *extra], capture_output=True, text=True)
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
    parser.add_argument("kind")
    parser.add_argument("extra", nargs="*")
    options = parser.parse_args()
    row = measure(options.source, options.kind, options.bytes, options.extra, options.build, options.llvm, options.temp)
    print(show(row))
    sys.exit(0 if close(row) else 1)
