"""Fails unless the links, paths, verbs and options that the pages name exist."""

import pathlib
import re
import subprocess
import sys

import tree

build = pathlib.Path(sys.argv[1]).resolve()
highwater = build / "bin/highwater"
pages = ["README.md", *sorted(str(path.relative_to(tree.root)) for folder in ("docs", "examples")
                              for path in (tree.root / folder).rglob("*.md"))]
folders = ("analysis/", "checks/", "driver/", "models/", "examples/", "include/", "test/", "docs/", "scripts/", "cmake/")
problems = []


def output(command, folder=None):
    return subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True).stdout


def withoutFences(text):
    return re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)


def links(page, text):
    for target in re.findall(r"\]\(([^)#\s]+)", withoutFences(text)):
        if not re.match(r"\w+:", target) and not (tree.root / page).parent.joinpath(target).exists():
            yield f"{page}: links to {target}, which does not exist"


def paths(page, text):
    for name in re.findall(r"`([\w./-]+)`", withoutFences(text)):
        bases = [tree.root, (tree.root / page).parent]
        if name.startswith(folders) and not any((base / name).exists() for base in bases):
            yield f"{page}: there is no {name}"
        if page == "docs/architecture.md" and re.fullmatch(r"[A-Z]\w+\.(h|cpp|def)", name) and name not in sources:
            yield f"{page}: there is no {name}"


def commands(text):
    """Command lines of highwater in blocks and in inline code."""
    lines = re.findall(r"^(?:    |\$ )(?:\$ )?(highwater .*)$", text, re.M)
    return lines + re.findall(r"`(highwater [^`]+)`", withoutFences(text))


def options(page, text):
    for line in commands(text):
        words = line.split(" #")[0].split(" -- ")[0].split()[1:]
        verb = words[0]
        if verb.startswith("-"):
            known = output([highwater, "--help"])
        elif verb in verbs:
            known = verbs[verb]
        else:
            yield f"{page}: '{line}': there is no verb '{verb}'"
            continue
        for option in (word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)):
            if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", known):
                yield f"{page}: '{line}': '{verb}' has no option '{option}'"


sources = {path.name for path in tree.files("analysis", "checks", "driver")}
verbs = re.findall(r"^  ([a-z]+)  ", output([highwater, "--help"]), re.M)
verbs = {verb: output([highwater, verb, "--help"]) for verb in verbs}
for page in pages:
    content = (tree.root / page).read_text()
    for rule in (links, paths, options):
        problems += rule(page, content)
tree.conclude(problems)
