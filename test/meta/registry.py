"""Fails unless every check that `highwater check --list-checks` names has a page and a test.

A page opens with `# <name>` and the check's summary. Its ```cpp bad / good (and ```c bad / good)
examples are run through both faces: a bad one must be reported by that check, a good one by none.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

import tree

build, llvm, scratch = map(pathlib.Path, sys.argv[1:])
pages = tree.root / "docs/checks"
problems = []


def short(name):
    return name.removeprefix("highwater-")


def output(command):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return result.stdout + result.stderr


def reported(file):
    """The checks that each face reports on the file, and what it printed."""
    flags = ["--", "-std=c17" if file.suffix == ".c" else "-std=c++20"]
    commands = {
        "highwater check": [build / "bin/highwater", "check", file, *flags],
        "clang-tidy": [llvm / "clang-tidy", f"--load={build / 'lib/highwater-tidy.so'}", "--quiet",
                       "--checks=-*,highwater-*", file, *flags],
    }
    for face, command in commands.items():
        text = output(command)
        names = re.findall(r"(?:warning|error): .*\[([\w-]+)[\],]", text)
        yield face, {short(name) for name in names}, text


def judge(name, number, language, kind, code):
    folder = scratch / f"{name}-{number}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".highwater.yaml").write_text("# the root of a project\n")
    (folder / ".clang-tidy").write_text("Checks: '-*,highwater-*'\n")
    file = folder / f"{kind}.{language}"
    file.write_text(code)
    for face, names, text in reported(file):
        wrong = name not in names if kind == "bad" else bool(names)
        if wrong:
            verdict = "is not reported" if kind == "bad" else "is reported"
            yield f"docs/checks/{name}.md: {kind} example {number} {verdict} by {face}:\n{text}\n{code}"


def checkPage(name, summary):
    page = pages / f"{name}.md"
    if not page.exists():
        return [], [f"{name}: no docs/checks/{name}.md"]
    text = page.read_text()
    found = []
    opening = rf"# (highwater-)?{re.escape(name)}\n\n{re.escape(summary[0].upper() + summary[1:])}\.\n"
    if not re.match(opening, text):
        found.append(f"docs/checks/{name}.md: does not open with the check's name and its summary, '{summary}'")
    examples = re.findall(r"^```(c|cpp) (bad|good)\n(.*?)^```$", text, re.S | re.M)
    if {kind for _, kind, _ in examples} != {"bad", "good"}:
        found.append(f"docs/checks/{name}.md: needs at least one bad and one good example")
    return [(name, number, *example) for number, example in enumerate(examples, 1)], found


listing = output([build / "bin/highwater", "check", "--list-checks"])
checks = dict(line.split(": ", 1) for line in listing.splitlines() if ": " in line)
checks = {short(name): summary for name, summary in checks.items()}
if not checks:
    problems.append(f"'highwater check --list-checks' names no check:\n{listing}")

examples = []
for name, summary in checks.items():
    if not (tree.root / "test/checks" / f"{name}.cpp").exists():
        problems.append(f"{name}: no test/checks/{name}.cpp")
    more, found = checkPage(name, summary)
    examples += more
    problems += found
for page in sorted(pages.glob("*.md")):
    if page.stem not in checks and page.stem not in ("README", "index"):
        problems.append(f"docs/checks/{page.name}: there is no such check")

module = output([llvm / "clang-tidy", f"--load={build / 'lib/highwater-tidy.so'}",
                 "--checks=-*,highwater-*", "--list-checks"])
inModule = {short(name) for name in re.findall(r"^ +(highwater-[\w-]+)$", module, re.M)}
if inModule != set(checks):
    problems.append(f"the faces have different checks: {sorted(inModule ^ set(checks))}")

with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    for found in pool.map(lambda example: list(judge(*example)), examples):
        problems += found

tree.conclude(problems)
