"""Compares what highwater-clangd and clang-tidy with the module say about every test of a check."""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

import lsp

build, llvm, tests, scratch = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
enough = float(sys.argv[5])  # of clang-tidy's findings
keeps = "HIGHWATER_NO_CACHE" not in os.environ


def flagsOf(source, text):
    """As check.py compiles it, for the first of its RUN lines."""
    line = re.search(r"RUN: %check_highwater .*", text)[0]
    library = re.search(r"-stdlib=(\S+)", line)
    flags = ["-std=c17"] if source.suffix == ".c" else ["-std=c++20", f"-stdlib={library[1]}" if library else "-nostdinc++"]
    own = line.partition(" -- ")[2].split()
    return flags + [f"-I{source.parent}"] + [re.sub(r"^-I(?!/)", f"-I{source.parent}/", flag) for flag in own]


def prepare(source):
    text = source.read_text()
    folder = scratch / source.name.replace(".", "-")
    folder.mkdir()
    file = folder / source.name
    file.write_text(re.sub(r"// *CHECK-[A-Z0-9-]*:.*", "//", text))
    flags = flagsOf(source, text)
    (folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(folder), "file": file.name, "arguments": ["clang", *flags, file.name]}]))
    if keeps:
        (folder / ".highwater.yaml").touch()
        kept = subprocess.run([build / "bin/highwater", "check", "-q", "-p", folder], capture_output=True, text=True)
        # Of a library that is not installed no face says anything.
        assert kept.returncode == 3 or (folder / ".highwater/index").exists(), kept.stderr
    return file, flags


def inClangTidy(file, flags):
    command = [llvm / "clang-tidy", f"--load={build / 'lib/highwater-tidy.so'}", "--quiet", "--checks=-*,highwater-*",
               file, "--", *flags]
    output = subprocess.run([str(word) for word in command], capture_output=True, text=True).stdout
    return set(re.findall(rf"^{re.escape(str(file))}:(\d+):\d+: warning: (.*) \[highwater-", output, re.M))


def inEditor(client, file):
    found = [each for each in client.diagnostics(file) if each["code"].startswith("highwater-")]
    texts = [each["message"].removesuffix(" (fix available)") for each in found]
    return {(str(each["range"]["start"]["line"] + 1), text[0].lower() + text[1:]) for each, text in zip(found, texts)}


sources = [source for source in sorted(tests.glob("*.c*")) if "RUN: %check_highwater" in source.read_text()]
prepared = [prepare(source) for source in sources]
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    expected = list(pool.map(lambda each: inClangTidy(*each), prepared))
problems, shown = [], 0
with lsp.Client([build / "bin/highwater-clangd", "--background-index=false"], scratch) as client:
    for file, _ in prepared:
        client.open(file, language="c" if file.suffix == ".c" else "cpp")
    for (file, _), others in zip(prepared, expected):
        found = inEditor(client, file)
        shown += len(found & others)
        problems += [f"{file.name}:{line}: only the editor says: {text}" for line, text in sorted(found - others)]
total = sum(map(len, expected))
if not total or shown < enough * total:
    problems.append(f"the editor shows {shown} of {total} findings")
sys.exit("\n".join(problems) or 0)
