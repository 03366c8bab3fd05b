"""A git repository with a compile database, and what highwater says in it."""

import json
import os
import pathlib
import shutil
import subprocess


class Repository:
    def __init__(self, folder, highwater, create=True):
        self.folder = pathlib.Path(folder)
        self.highwater = highwater
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("GIT_", "PRE_COMMIT")) and name != "CI"}
        self.environment["GIT_CONFIG_NOSYSTEM"] = "1"
        self.main = "trunk"
        if create:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            self.git("init", "-q", "-b", self.main)
            self.write(".gitignore", "build/\n")
        self.git("config", "user.name", "test")
        self.git("config", "user.email", "test@example.org")

    def inside(self, folder):
        return Repository(self.folder / folder, self.highwater, create=False)

    def run(self, *command, folder=".", errors=subprocess.STDOUT, **variables):
        return subprocess.run([str(word) for word in command], cwd=self.folder / folder, text=True, errors="replace",
                              stdout=subprocess.PIPE, stderr=errors,
                              env={**self.environment, **variables})

    def git(self, *words):
        result = self.run("git", *words)
        if result.returncode:
            raise SystemExit(f"git {' '.join(map(str, words))}: {result.stdout}")
        return result.stdout

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def remove(self, name):
        (self.folder / name).unlink()

    def commit(self, message="more"):
        self.git("add", "-A")
        self.git("commit", "-qm", message)
        return self

    def database(self, *files, flags=("-std=c++20",), folder="build"):
        build = self.folder / folder
        build.mkdir(exist_ok=True)
        entries = [{"directory": str(build), "file": str(self.folder / file),
                    "arguments": ["c++", *flags, "-c", str(self.folder / file), "-o", f"{number}.o"]}
                   for number, file in enumerate(files)]
        (build / "compile_commands.json").write_text(json.dumps(entries))

    def withHooks(self, cache):
        """Hooks find highwater, and pre-commit keeps what it clones in `cache`."""
        self.environment["PATH"] = f"{self.highwater.parent}{os.pathsep}{self.environment['PATH']}"
        self.environment["PRE_COMMIT_HOME"] = str(cache)

    def check(self, *words, **how):
        return self.run(self.highwater, "check", *words, **how)


def hooksOf(root, folder, highwater):
    """A repository that pre-commit can clone: ours as far as pre-commit reads it."""
    clone = Repository(folder, highwater)
    shutil.copy(root / ".pre-commit-hooks.yaml", clone.folder)
    return clone.commit()


def expect(result, code, *texts, absent=()):
    problems = [f"exit code {result.returncode}, not {code}"] if result.returncode != code else []
    problems += [f"does not say: {text}" for text in texts if text not in result.stdout]
    problems += [f"says: {text}" for text in absent if text in result.stdout]
    if problems:
        raise AssertionError("; ".join(problems) + f"\n{' '.join(result.args)}\n{result.stdout}")
