#!/usr/bin/env python3
"""Measures what library objects hold on the heap, and compares it with the formulas.

    run.py                                 compile the programs with c++ and check libstdc++
    run.py --cxx 'clang++-22 -stdlib=libc++'    another compiler, another library
    run.py --table FILE                    check a table that was printed before
    run.py --print                         print the table instead of checking it

The table is described at the top of facts.cpp. A fact without a formula fails, and so does
a formula without a fact.
"""

import argparse
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import libcxx
import libstdcxx
from allocation import Arguments, Trace


def measure(compiler):
    """Compiles and runs the programs; returns the table's text."""
    with tempfile.TemporaryDirectory() as folder:
        def compileOne(source):
            target = pathlib.Path(folder) / (source.stem + ".o")
            subprocess.run([*compiler, "-std=c++20", "-O1", "-w", "-c", source, "-o", target], check=True)
            return target
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            objects = list(pool.map(compileOne, sorted(HERE.glob("*.cpp"))))
        program = pathlib.Path(folder) / "facts"
        subprocess.run([*compiler, *objects, "-pthread", "-o", program], check=True)
        return subprocess.run([program], check=True, capture_output=True, text=True).stdout


def parse(table):
    """{(name, arguments): {quantity: bytes}}; the quantity of a plain number is ''."""
    facts = {}
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        name, arguments, number = line.split("\t")
        subject, _, quantity = name.rpartition("/")
        facts.setdefault((subject or quantity, arguments), {})[quantity if subject else ""] = int(number)
    return facts


def agrees(quantity, actual, expected, allocations):
    if isinstance(expected, range):
        return actual in expected
    # A free chunk that is 16 bytes too large cannot be split: it is used whole.
    slack = 16 * allocations if quantity.endswith("charged") else 0
    return expected <= actual <= expected + slack


def differences(facts, formulas):
    unused = set(formulas)
    for (name, arguments), measured in facts.items():
        unused.discard(name)
        label = f"{name} {arguments}".rstrip()
        if name not in formulas:
            yield f"{label}: has no formula, measured {measured}"
            continue
        expected = formulas[name](Arguments(arguments))
        if isinstance(expected, Trace):
            expected = expected.quantities()
        elif not isinstance(expected, dict):
            expected = dict.fromkeys(measured, expected)
        allocations = expected.get("allocations", 0)
        for quantity, wanted in expected.items():
            actual = measured[quantity]
            if not agrees(quantity, actual, wanted, allocations):
                yield f"{label} {quantity}: expected {wanted}, measured {actual}"
    for name in sorted(unused):
        yield f"{name}: has a formula but was not measured"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--cxx", default=os.environ.get("CXX", "g++"))
    parser.add_argument("--table")
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    if options.table:
        table = pathlib.Path(options.table).read_text()
    else:
        table = measure(shlex.split(options.cxx))
    if options.print:
        sys.stdout.write(table)
        return
    library = libcxx if "libc++" in table.splitlines()[0] else libstdcxx
    facts = parse(table)
    lines = list(differences(facts, library.fact.formulas))
    for line in lines:
        print(line)
    print(f"{len(facts)} facts, {len(lines)} differences")
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
