"""Runs one test file of a check through both faces and matches what they say.

    // RUN: %check_highwater %s late-release [OPTION...] [-- FLAG...]

The expectations stand in the file, with clang-tidy's prefixes: CHECK-MESSAGES (warnings and
errors), CHECK-NOTES (notes as well) and CHECK-FIXES (the text after the fixes). A file without
any expects silence: every warning that is not expected fails. The file is run through
clang-tidy with the module and through `highwater check`, which must print the same lines and
make the same edits. What the fixes leave must compile, and use nothing that was moved from.

    -std=c++17,c++20            one run for each (default c++20; c17 for a .c file)
    -stdlib=libstdc++|libc++    with that library's headers (default: no C++ headers at all)
    -config='{CheckOptions: …}' the text of the .clang-tidy that both faces find
    -highwater-config='…'       the text of the .highwater.yaml that both faces find
    -check-suffixes=A,B         match CHECK-MESSAGES-A, CHECK-MESSAGES-B … instead
    FLAG...                     passed to the compiler; its -I folders may be relative to the file
"""

import argparse
import difflib
import pathlib
import re
import shutil
import subprocess
import sys

DIAGNOSTIC = re.compile(r"^(.*?):(\d+):(\d+): (warning|error|fatal error|note): (.*)$")


class Failure(Exception):
    pass


def parseArguments(arguments):
    flags = []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, flags = arguments[:split], arguments[split + 1:]
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--llvm", type=pathlib.Path, required=True)
    parser.add_argument("--temp", type=pathlib.Path, required=True)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("check")
    parser.add_argument("-std")
    parser.add_argument("-stdlib", choices=["libstdc++", "libc++"])
    parser.add_argument("-config", default="{}")
    parser.add_argument("-highwater-config", default="")
    parser.add_argument("-check-suffixes", "-check-suffix", default="")
    options = parser.parse_args(arguments)
    options.source = options.source.resolve()
    options.flags = flags
    if not options.check.startswith("highwater-"):
        options.check = "highwater-" + options.check
    return options


def compilerFlags(options, std):
    flags = [f"-std={std}"]
    if options.source.suffix != ".c":
        flags.append(f"-stdlib={options.stdlib}" if options.stdlib else "-nostdinc++")
    return flags + [f"-I{options.source.parent}"] + [
        f"-I{options.source.parent / flag[2:]}" if re.match(r"-I[^/]", flag) else flag
        for flag in options.flags]


def run(command):
    return subprocess.run([str(word) for word in command], text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


class Test:
    """One file under one language standard, in a folder of its own."""

    def __init__(self, options, std):
        self.options = options
        self.flags = compilerFlags(options, std)
        self.folder = options.temp / std
        self.text = options.source.read_text()
        # The tool must not see the expectations: a fix could touch them, a message quote them.
        self.clean = re.sub(r"// *CHECK-[A-Z0-9-]*:.*", "//", self.text)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.files = {face: self.copy(face) for face in ("tidy", "cli")}

    def copy(self, name):
        folder = self.folder / name
        folder.mkdir(parents=True)
        (folder / ".clang-tidy").write_text(self.options.config)
        (folder / ".highwater.yaml").write_text("# the root of a project\n" + self.options.highwater_config)
        file = folder / self.options.source.name
        file.write_text(self.clean)
        return file

    def command(self, face, file, fix=False):
        checks = f"--checks=-*,{self.options.check}"
        fixing = ["--fix"] if fix else []
        if face == "cli":
            return [self.options.build / "bin/highwater", "check", checks, *fixing, file, "--", *self.flags]
        return [self.options.llvm / "clang-tidy", f"--load={self.options.build / 'lib/highwater-tidy.so'}",
                "--quiet", checks, *fixing, file, "--", *self.flags]

    def diagnostics(self, face, fix=False):
        """What one face says, without the source it quotes and with neutral paths."""
        file = self.files[face]
        command = self.command(face, file, fix)
        result = run(command)
        lines = []
        for line in result.stdout.splitlines():
            match = DIAGNOSTIC.match(line)
            if match and not match[5].startswith("FIX-IT applied"):
                lines.append(line.replace(str(file.parent) + "/", ""))
        errors = any(": error: " in line or ": fatal error: " in line for line in lines)
        expected = {"tidy": {0, 1} if errors else {0}, "cli": {1, 3} if lines else {0}}[face]
        if result.returncode not in expected and not (fix and result.returncode == 0):
            raise Failure(f"exit code {result.returncode} of: {' '.join(map(str, command))}\n"
                          f"{result.stdout}{result.stderr}")
        return lines

    def prefixes(self, *kinds):
        suffixes = [f"-{suffix}" for suffix in self.options.check_suffixes.split(",") if suffix] or [""]
        prefixes = [f"CHECK-{kind}{suffix}" for kind in kinds for suffix in suffixes]
        directive = r"(-NEXT|-SAME|-DAG|-NOT|-COUNT-\d+|-LABEL|-EMPTY)?:"
        return [prefix for prefix in prefixes if re.search(prefix + directive, self.text)]

    def fileCheck(self, prefixes, text, *arguments):
        if not prefixes:
            return
        output = self.folder / "output.txt"
        output.write_text(text)
        result = run([self.options.llvm / "FileCheck", f"--input-file={output}", self.options.source,
                      f"--check-prefixes={','.join(prefixes)}", "--allow-empty", "--dump-input=never", *arguments])
        if result.returncode:
            raise Failure(f"{result.stdout}{result.stderr}\n--- all of it:\n{text}")

    def expectMessages(self, lines):
        text = "".join(line + "\n" for line in lines)
        unexpected = "note|warning|error" if self.prefixes("NOTES") else "warning|error"
        prefixes = self.prefixes("NOTES", "MESSAGES")
        if lines and not prefixes:
            raise Failure(f"silence was expected, but:\n{text}")
        self.fileCheck(prefixes, text, f"--implicit-check-not={{{{{unexpected}}}}}:")

    def expectFixes(self):
        for face in self.files:
            self.diagnostics(face, fix=True)
        tidy, cli = (self.files[face].read_text() for face in ("tidy", "cli"))
        if tidy != cli:
            raise Failure("the faces edit differently:\n" + difference(tidy, cli))
        self.fileCheck(self.prefixes("FIXES"), tidy, "--strict-whitespace")
        if tidy != self.clean:
            self.expectSound(self.files["tidy"])

    def expectSound(self, fixed):
        result = run([self.options.llvm / "clang-tidy", "--quiet", "--checks=-*,bugprone-use-after-move",
                      fixed, "--", *self.flags])
        if result.returncode or "warning:" in result.stdout:
            raise Failure(f"the fixed file is not sound:\n{result.stdout}\n--- {fixed}:\n{fixed.read_text()}")

    def check(self):
        tidy, cli = self.diagnostics("tidy"), self.diagnostics("cli")
        self.expectMessages(tidy)
        if tidy != cli:
            raise Failure("the faces differ:\n" + difference("\n".join(tidy), "\n".join(cli)))
        self.expectFixes()


def difference(tidy, cli):
    return "\n".join(difflib.unified_diff(tidy.splitlines(), cli.splitlines(), "clang-tidy",
                                          "highwater check", lineterm=""))


def main():
    options = parseArguments(sys.argv[1:])
    default = "c17" if options.source.suffix == ".c" else "c++20"
    for std in (options.std or default).split(","):
        try:
            Test(options, std).check()
        except Failure as failure:
            sys.exit(f"{options.source.name} as {std}: {failure}")


main()
