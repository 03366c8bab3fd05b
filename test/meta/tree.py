"""The project's files and includes, as the tests of its structure see them."""

import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]


def files(*folders, suffixes=(".cpp", ".h", ".c", ".def")):
    """Paths relative to the root, sorted; generated and foreign folders are not among them."""
    found = (path for folder in folders for path in (root / folder).rglob("*"))
    return sorted(path.relative_to(root) for path in found if path.is_file() and path.suffix in suffixes)


def tracked():
    """What is in version control, or every file where there is none."""
    result = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, text=True)
    if result.returncode == 0 and result.stdout:
        names = [pathlib.Path(name) for name in result.stdout.split("\0") if name]
        return [name for name in names if (root / name).is_file()]
    return [path.relative_to(root) for path in sorted(root.rglob("*"))
            if path.is_file() and not re.match(r"(build|\.git)", str(path.relative_to(root)))]


def includes(path):
    """Pairs of line number and what that line includes."""
    for number, line in enumerate((root / path).read_text().splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if match:
            yield number, match[2]


def literals(path):
    """Pairs of line number and the text of a string literal on that line; comments are skipped."""
    token = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^(]*)\((?P<raw>.*?)\)\1"|"(?P<text>(?:\\.|[^"\\\n])*)"'
                       r"|'(?:\\.|[^'\\\n])+'|#\s*include[^\n]*", re.S)
    source = (root / path).read_text()
    for match in token.finditer(source):
        text = match["raw"] if match["raw"] is not None else match["text"]
        if text is not None:
            yield source.count("\n", 0, match.start()) + 1, text


def conclude(problems):
    sys.exit("\n".join(map(str, problems)) or 0)
