"""Fails unless the pages' links, paths, verbs and options exist, and the README's examples print what it shows.

A console block of the README is a command behind `$` and lines of its output, in order; `…` alone stands
for any others. The numbers of `verify` are measured and differ a little from run to run: there, all but numbers counts.
"""

import pathlib
import re
import shlex
import shutil
import subprocess
import sys

import tree

build, llvm, scratch = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
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


def prepare():
    """The example as the README has it: a copy, built, with its table."""
    example = scratch / "interpret"
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(tree.root / "examples/interpret", example, ignore=shutil.ignore_patterns("build*"))
    (example / ".highwater.yaml").write_text("# the root of a project\n")
    subprocess.run(["cmake", "-G", "Ninja", "-S", ".", "-B", "build"], cwd=example, check=True, capture_output=True)
    subprocess.run(["ninja", "-C", "build", "interpret-generate", "interpret-before"], cwd=example, check=True,
                   capture_output=True)
    subprocess.run(["build/interpret-generate", "train.csv", "64MB"], cwd=example, check=True, capture_output=True)
    return example


def examples(text):
    blocks = re.findall(r"^```console\n\$ (highwater [^\n]*)\n(.*?)^```$", text, re.S | re.M)
    if not blocks:
        yield "README.md: shows nothing that highwater prints"
        return
    folder = prepare()
    for line, shown in blocks:
        command = [highwater, *shlex.split(line)[1:]]
        printed = [each.rstrip() for each in output(command, folder).replace(f"{folder}/", "").splitlines()]
        if command[1] == "verify":
            shown = re.sub(r"\d+\.\d|[-+]", "", shown)
            printed = [re.sub(r"\d+\.\d|[-+]", "", each).rstrip() for each in printed]
        position = 0
        for each in map(str.rstrip, shown.splitlines()):
            if each == "…":
                continue
            if each not in printed[position:]:
                yield f"README.md: '{line}' does not print\n{each}\nbut\n" + "\n".join(printed)
                break
            position = printed.index(each, position) + 1


def settings(text):
    """The example of a settings file is one that can be read."""
    folder = scratch / "settings"
    (folder / "tools").mkdir(parents=True, exist_ok=True)
    (folder / "tools/acme.yaml").write_text(output([highwater, "models", "stub", "acme::run"]))
    (folder / "a.cpp").write_text("int main() {}\n")
    (folder / ".highwater.yaml").write_text(re.search(r"^```yaml\n(.*?)^```$", text, re.S | re.M)[1])
    result = subprocess.run([highwater, "check", "a.cpp", "--"], cwd=folder, capture_output=True, text=True)
    if result.returncode:
        yield f"README.md: the settings are not accepted: {result.stderr}"


sources = {path.name for path in tree.files("analysis", "checks", "driver")}
verbs = re.findall(r"^  ([a-z]+)  ", output([highwater, "--help"]), re.M)
verbs = {verb: output([highwater, verb, "--help"]) for verb in verbs}
for page in pages:
    content = (tree.root / page).read_text()
    for rule in (links, paths, options):
        problems += rule(page, content)
readme = (tree.root / "README.md").read_text()
problems += examples(readme)
problems += settings(readme)
tree.conclude(problems)
