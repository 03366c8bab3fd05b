"""Fails unless the README shows what is printed, and its commands work.

The blocks of the README are taken in order. All of them speak of examples/interpret, here a git repository, with highwater
installed in `~/.local`:

- `console`: commands behind `$`, and lines of what they print, in order; `…` stands for any text, and alone for any other
  lines. The numbers of `verify` are measured and differ a little from run to run: there, all but numbers counts.
- `text`: what an editor shows for the file that its first line names.
- `cpp`: a source, under the name in its first line.
- `yaml`: the settings. They are in force for commands in indented blocks.
- indented: commands. They work: exit with 0, or with 1 for findings. What they change is taken back.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import tree

sys.path.insert(0, str(tree.root / "test/driver"))
from repository import Repository, hooksOf  # noqa: E402

build, llvm, scratch = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
problems = []


class Example(Repository):
    def __init__(self):
        home = scratch / "home"
        shutil.rmtree(scratch, ignore_errors=True)
        subprocess.run(["cmake", "--install", build, "--prefix", home / ".local"], check=True, stdout=subprocess.DEVNULL)
        super().__init__(scratch / "interpret", home / ".local/bin/highwater")
        self.environment |= {"HOME": str(home), "NO_COLOR": "1", "XDG_CACHE_HOME": str(home / ".cache")}
        self.environment.pop("HIGHWATER_NO_CACHE", None)
        self.withHooks(home / ".cache/pre-commit")
        (home / ".local/bin/clang-tidy-22").symlink_to(llvm / "clang-tidy")
        shutil.copytree(tree.root / "examples/interpret", self.folder, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("build*"))
        self.write(".gitignore", "build/\n/*.csv\n/*.txt\n!CMakeLists.txt\n")
        self.commit()
        self.git("branch", "main")
        self.hooks = hooksOf(tree.root, scratch / "highwater", self.highwater)
        self.hooks.git("tag", "v0.1.0")

    def shell(self, line):
        result = self.run("sh", "-c", line)
        result.stdout = result.stdout.replace(f"{self.folder}/", "")
        if line == "highwater init":  # and somebody copies the first of the files it prints
            config = re.search(r"^# .pre-commit-config.yaml\n(.*?)\n\n", result.stdout, re.S | re.M)[1]
            self.write(".pre-commit-config.yaml",
                       config.replace("https://github.com/OWNER/highwater", str(self.hooks.folder)) + "\n")
        return result


def missing(shown, printed):
    """The first line of `shown` that is not printed behind those before it."""
    position = 0
    for each in map(str.rstrip, shown):
        if each == "…":
            continue
        form = re.compile(re.escape(each).replace("…", ".*"))
        found = next((number for number in range(position, len(printed)) if form.fullmatch(printed[number])), None)
        if found is None:
            return each
        position = found + 1
    return None


def compare(what, shown, printed):
    printed = [each.rstrip() for each in printed.splitlines()]
    if "verify" in what:
        shown, printed = ([re.sub(r"\d+\.\d|[-+]", "", each).rstrip() for each in lines] for lines in (shown, printed))
    if (line := missing(shown, printed)) is not None:
        problems.append(f"README.md: '{what}' does not print\n{line}\nbut\n" + "\n".join(printed))


def console(example, block):
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, *shown = part.splitlines()
        compare(command, shown, example.shell(command).stdout)


def editor(example, block):
    file = block.partition(":")[0]
    show = [sys.executable, tree.root / "test/editor/Inputs/shown.py", example.highwater.with_name("highwater-clangd")]
    compare(f"the editor on {file}", block.splitlines(), example.run(*show, example.folder, file).stdout)


def source(example, block):
    example.write(re.match(r"// (\S+)", block)[1], block)


def settings(example, block):
    example.write("../settings.yaml", block)
    example.write("../acme.yaml", example.run(example.highwater, "models", "stub", "acme::run").stdout)


def commands(example, block):
    own = example.folder / ".highwater.yaml"
    kept = own.read_text() if own.exists() else None
    if (scratch / "settings.yaml").exists():
        shutil.copy(scratch / "settings.yaml", own)
        (example.folder / "tools").mkdir(exist_ok=True)
        shutil.copy(scratch / "acme.yaml", example.folder / "tools")
    before = example.git("stash", "create").strip()
    for line in map(str.strip, block.splitlines()):
        if line.startswith(("scripts/", "cmake --install")):
            continue  # of our own repository: the first are what built this, the second has been run
        result = example.shell(line)
        if result.returncode not in (0, 1):
            problems.append(f"README.md: '{line}' exits with {result.returncode}\n{result.stdout}")
    example.git("checkout", "-q", before or "HEAD", "--", ".")
    if kept is not None:
        own.write_text(kept)
    elif own.exists():
        own.unlink()


def main():
    text = (tree.root / "README.md").read_text()
    run = {"console": console, "text": editor, "cpp": source, "yaml": settings}
    example = Example()
    seen = set()
    for fenced in re.finditer(r"^```(\w+)\n(.*?)^```$|((?:^    [^\n]*\n)+)", text, re.S | re.M):
        kind, block, indented = fenced.groups()
        (commands if indented else run[kind])(example, indented or block)
        seen.add(kind)
    problems.extend(f"README.md: shows no {kind}" for kind in run if kind not in seen)
    tree.conclude(problems)


main()
