"""Compares a program's estimate with a run of it: measure.py --build DIR PROGRAM [--bytes N] [ARG...].

In an ARG, {KIND} stands for the path of a generated input of N bytes, {KIND:F} of F times N bytes, {n:F} for the
number F times N, and {tmp} for an empty folder. A source links what its comment "LINK:" lists.

Prints one row and exits with 1 when the peak of live heap is off by more than 10 % and by more than 256 KiB."""
import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import threading

here = os.path.dirname(os.path.abspath(__file__))


class Failed(Exception):
    """A step that gives no row; what it printed."""


def execute(command):
    try:
        result = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(str(error))
    result.stderr = result.stderr.strip() or f"'{command[0]}' exited with {result.returncode}"
    return result


def namedWords(words):
    """What may be a value in a command line, by all the names that an estimate without it can have for that."""
    for place, word in enumerate(words, 1):
        option, equals, value = word.partition("=")
        if word.startswith("-") and equals:
            yield f"argv[{option}]", value
        if word.startswith("-"):
            continue
        yield f"argv[{place}]", word
        if place > 1 and words[place - 2].startswith("-"):
            yield f"argv[{words[place - 2]}]", word


class Program:
    """One source, compiled into `folder`, and what of it is the same at all sizes. Inputs are kept in `inputs`."""

    def __init__(self, source, words, build, llvm, folder, inputs):
        self.source, self.words, self.folder, self.inputs = source, words, folder, inputs
        self.highwater = os.path.join(build, "bin", "highwater")
        self.name = os.path.splitext(os.path.basename(source))[0]
        self.path = os.path.join(folder, self.name)
        self.flags = ["-O1"] if source.endswith(".c") else ["-O1", "-std=c++20"]
        os.makedirs(folder, exist_ok=True)
        with open(source) as file:
            libraries = re.search(r"^// LINK: (.*)$", file.read(), re.MULTILINE)
        compiler = os.path.join(llvm, "clang" if source.endswith(".c") else "clang++")
        result = execute([compiler, *self.flags, "-g", source, "-o", self.path,
                          *(libraries[1].split() if libraries else []), "-lpthread", "-lm"])
        if result.returncode:
            raise Failed(result.stderr)

    def generated(self, kind, size):
        path = os.path.join(self.inputs, f"{kind}.{size}")
        if not os.path.exists(path):
            part = f"{path}.{os.getpid()}.{threading.get_ident()}"
            subprocess.run([sys.executable, os.path.join(here, "generate.py"), kind, str(size), part], check=True)
            os.replace(part, path)
        return path

    def bind(self, word, size):
        """The word of a command line, with what stands in braces made."""
        def value(match):
            kind, amount = match[1], int(size * float(match[2] or 1))
            if kind == "n":
                return str(amount)
            if kind != "tmp":
                return self.generated(kind, amount)
            scratch = os.path.join(self.folder, "scratch")
            shutil.rmtree(scratch, ignore_errors=True)
            os.mkdir(scratch)
            return scratch
        return re.sub(r"\{(\w+)(?::([\d.e+-]+))?\}", value, word)

    def line(self, size):
        return [self.path, *(self.bind(word, size) for word in self.words)]

    def report(self, verb, *words):
        result = execute([self.highwater, verb, self.source, *(f"--flag={flag}" for flag in self.flags),
                          "--format=json", *words])
        if "{\n" not in result.stdout:
            raise Failed(result.stderr)
        return json.loads(result.stdout[result.stdout.index("{\n"):])

    def measure(self, size):
        """The row of one run: live heap and RSS, predicted and measured, in bytes; None where there is no value."""
        report = self.report("verify", "--", *self.line(size))
        return {"program": self.name, "bytes": size, "heap": report["live_heap"], "rss": report["rss"],
                "kind": report["kind"]}

    def formula(self, size):
        """What the estimate without a command line comes to, given the shape of the inputs and the command line's numbers."""
        shape = os.path.join(self.folder, "shape.json")
        self.report("estimate", f"--save-shape={shape}", "--", *self.line(size))
        words = self.line(size)
        facts = [f"--assume=argc={len(words)}"]
        for name, bound in namedWords(words[1:]):
            if os.path.isfile(bound):
                facts.append(f"--assume=bytes({name})={os.path.getsize(bound)}")
            elif re.fullmatch(r"[\d.]+", bound):
                facts.append(f"--assume={name}={bound}")
        return self.report("estimate", f"--shape={shape}", *facts)["peak"]["bytes"]

    def sites(self, size):
        """What of the measured peak is on lines that the estimate named; heaptrack, else massif, measures."""
        profile = os.path.join(self.folder, "profile")
        line = self.line(size)
        if shutil.which("heaptrack"):
            result = execute(["heaptrack", "-o", profile, *line])
        else:
            result = execute(["valgrind", "--tool=massif", "--peak-inaccuracy=0", "--threshold=0.1",
                              f"--massif-out-file={profile}", *line])
        found = glob.glob(profile + "*")
        if not found:
            raise Failed(result.stderr)
        return self.report("verify", f"--sites={found[0]}", "--", *self.line(size))["sites"]


def within(predicted, measured, low, high, slack=0):
    if predicted is None or not measured:
        return False
    return low <= predicted / measured <= high or abs(predicted - measured) <= slack


def close(row):
    return within(row["heap"]["predicted"], row["heap"]["measured"], 0.9, 1.1, slack=256 << 10)


def ratio(predicted, measured):
    return f"{predicted / measured:8.3f}" if predicted is not None and measured else f"{'-':>8}"


def show(row):
    if "failed" in row:
        return f"{row['program']:<14} {row['bytes']:>11} failed: {row['failed']}"
    heap, resident = row["heap"], row["rss"]
    text = f"{heap['predicted']:14.0f}" if heap["predicted"] is not None else f"{'-':>14}"
    text = (f"{row['program']:<14} {row['bytes']:>11} {text} {heap['measured']:>14.0f} "
            f"{ratio(heap['predicted'], heap['measured'])} {ratio(resident['predicted'], resident['measured'])}")
    if "formula" in row:
        text += f" {ratio(row['formula'], heap['measured'])}"
    if "sites" in row:
        share, largest = row["sites"]["share"], row["sites"]["largest"]
        text += f" {100 * share:5.1f} % {'yes' if largest and largest['named_first'] else 'no':>4}" if share is not None else ""
    return f"{text}  {row['kind']}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("--llvm", required=True)
    parser.add_argument("--temp", required=True)
    parser.add_argument("--bytes", type=int, default=2_000_000)
    parser.add_argument("source")
    parser.add_argument("words", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    try:
        program = Program(options.source, options.words, options.build, options.llvm, options.temp, options.temp)
        row = program.measure(options.bytes)
    except Failed as failure:
        sys.exit(str(failure))
    print(show(row))
    sys.exit(0 if close(row) else 1)
