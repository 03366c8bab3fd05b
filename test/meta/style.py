"""Fails on what the house rules say of files: short, opened by a sentence, clean, each about something."""

import re

import tree

longest = 300
code = (".cpp", ".h", ".c", ".def", ".py", ".cmake")
text = code + (".md", ".yaml", ".yml", ".test", ".txt", ".sh", "")
vague = re.compile(r"(Utils?|Helpers?|Manager|Impl|Misc|Common)$")
banner = re.compile(r"^\s*(//|#|/\*)\s*[-=*#/~]{8,}")

problems = []
for path in tree.tracked():
    if path.suffix not in text:
        continue
    try:
        lines = (tree.root / path).read_text().splitlines()
    except UnicodeDecodeError:
        continue
    product = path.parts[0] in ("analysis", "checks", "driver")
    specification = path.parts[:2] == ("test", "checks")  # one file a check, to be read from top to bottom
    if path.suffix in code and len(lines) > longest and not specification:
        problems.append(f"{path}: {len(lines)} lines; split it at {longest}")
    if product and vague.search(path.stem):
        problems.append(f"{path}: a file is named after what it is about")
    if product and path.suffix in (".cpp", ".h") and (not lines or not lines[0].startswith("//")):
        problems.append(f"{path}:1: a file opens with a sentence on what it holds and why")
    if path.suffix == ".md":
        continue
    for number, line in enumerate(lines, 1):
        if line != line.rstrip() and "CHECK" not in line:
            problems.append(f"{path}:{number}: trailing whitespace")
        if banner.match(line):
            problems.append(f"{path}:{number}: banner comment")
        if product and "using namespace std" in line:
            problems.append(f"{path}:{number}: say std::")
        if product and path.suffix == ".h" and re.match(r"using namespace ", line):
            problems.append(f"{path}:{number}: a header opens no namespace for others")

tree.conclude(problems)
