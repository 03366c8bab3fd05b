"""Commits and pushes with pre-commit's hooks installed: what is stopped, what passes, and what is said."""

import pathlib
import shutil
import sys

from repository import Repository, expect, hooksOf

highwater, scratch, root = (pathlib.Path(word).resolve() for word in sys.argv[1:])

CLEAN = """#include "a.h"
double run(unsigned long n) {
  std::vector<double> raw(n);
  double level = sum(raw);
  return level;
}
"""
BAD = CLEAN.replace("  return level;", "  std::vector<double> cooked(n);\n  return level + sum(cooked);")
HEADER = """#pragma once
#include <vector>
double sum(const std::vector<double> &values);
"""
INLINE = BAD.replace('#include "a.h"\n', "").replace("double run", "inline double late")
PROGRAM = """#include <vector>
int main() {
  std::vector<double> values(1000000);
  return values.empty();
}
"""
LOCAL = """repos:
- repo: local
  hooks:
"""
FOUND = "warning: 'raw'"


def hooksAsLocal():
    """The manifest's own hooks, as a project without our repository would write them."""
    lines = (root / ".pre-commit-hooks.yaml").read_text().splitlines()
    return LOCAL + "".join(f"  {line}\n" for line in lines if not line.startswith("#"))


def cloneOfOurs():
    clone = hooksOf(root, scratch / "highwater", highwater)
    revision = clone.git("rev-parse", "HEAD").strip()
    return f"repos:\n- repo: {clone.folder}\n  rev: {revision}\n  hooks:\n  - id: highwater\n  - id: highwater-budget\n"


class Project(Repository):
    def __init__(self, name, hooks):
        super().__init__(scratch / name, highwater)
        self.withHooks(scratch / "cache")
        self.write("src/a.h", HEADER)
        self.write("src/a.cpp", CLEAN)
        self.write("src/main.cpp", PROGRAM)
        self.write(".highwater.yaml", "budgets: {main: 1GiB}\n")
        self.write(".pre-commit-config.yaml", hooks)
        self.database("src/a.cpp", "src/main.cpp")
        self.commit()
        expect(self.run("pre-commit", "install", "-t", "pre-commit", "-t", "pre-push"), 0)

    def tryCommit(self, **variables):
        return self.run("git", "commit", "-m", "try", **variables)

    def stage(self, name, text):
        self.write(name, text)
        self.git("add", "-A")


def commits(hooks):
    project = Project("commits", hooks)
    project.stage("notes.txt", "no C or C++\n")
    expect(project.tryCommit(), 0, "Skipped", absent=("Failed",))

    project.stage("src/a.cpp", BAD)
    expect(project.tryCommit(), 1, "a.cpp:3:23: " + FOUND, "exit code: 1")
    # Partial staging: the working tree moves on, the commit does not.
    project.write("src/a.cpp", CLEAN)
    expect(project.tryCommit(), 1, "a.cpp:3:23: " + FOUND)
    project.stage("src/a.cpp", "// clean\n" + CLEAN)
    project.write("src/a.cpp", BAD)
    expect(project.tryCommit(), 0, absent=(FOUND, "Failed"))
    # All of the working tree, by way of an index of its own.
    expect(project.run("git", "commit", "-am", "all"), 1, "a.cpp:3:23: " + FOUND)
    project.git("checkout", "-q", "HEAD", "--", ".")

    project.stage("src/a.h", HEADER + INLINE)
    expect(project.tryCommit(), 1, "a.h:5:23: " + FOUND)
    project.stage("src/a.h", HEADER + "// more\n")
    expect(project.tryCommit(), 0, absent=("warning", "error"))

    project.stage("src/a.cpp", CLEAN + "int broken = ;\n")
    expect(project.tryCommit(), 1, "a.cpp:7:14: expected expression", "exit code: 3")
    project.git("rm", "-qf", "src/a.cpp")
    expect(project.tryCommit(), 0, absent=("Failed",))


def ranges(hooks):
    """What continuous integration asks for: all files, or those of a branch."""
    project = Project("ranges", hooks)
    project.git("checkout", "-qb", "topic")
    project.stage("src/a.cpp", BAD)
    project.git("commit", "-qnm", "bad")
    expect(project.run("pre-commit", "run", "highwater", "--all-files"), 1, "a.cpp:3:23: " + FOUND)
    since = ("pre-commit", "run", "highwater", "--from-ref", project.main, "--to-ref")
    expect(project.run(*since, "HEAD"), 1, "a.cpp:3:23: " + FOUND)
    project.stage("src/a.cpp", CLEAN)
    project.git("commit", "-qnm", "good")
    expect(project.run(*since, "HEAD"), 0, absent=(FOUND, "Failed"))
    expect(project.run(*since, "HEAD~"), 1, "a.cpp:3:23: " + FOUND)
    expect(project.run("pre-commit", "run", "highwater", "--all-files"), 0, absent=("Failed",))


def withoutDatabase(hooks):
    project = Project("unbuilt", hooks)
    project.remove("build/compile_commands.json")
    project.stage("src/a.cpp", BAD)
    missing = "nothing was checked: no compile database"
    expect(project.tryCommit(CI="1"), 1, f"highwater: error: {missing}", "exit code: 3")
    expect(project.tryCommit(), 0, f"highwater: warning: {missing}")


def withoutHighwater(hooks):
    project = Project("uninstalled", hooks)
    project.stage("src/a.cpp", BAD)
    folder = pathlib.Path(scratch / "bin")
    folder.mkdir()
    for program in ("git", "pre-commit", "sh", "env", "python3"):
        (folder / program).symlink_to(shutil.which(program))
    expect(project.tryCommit(PATH=f"{folder}:/usr/bin:/bin"), 1, "Executable `highwater` not found")


def pushes(hooks):
    project = Project("pushes", hooks)
    far = Repository(scratch / "far.git", highwater)
    project.git("remote", "add", "origin", far.folder)
    push = ("git", "push", "-q", "origin", f"HEAD:refs/heads/{project.main}-pushed")
    expect(project.run(*push), 0, "within   src/main.cpp:2:")
    project.stage("src/main.cpp", PROGRAM.replace("1000000", "1000000000"))
    project.git("commit", "-qnm", "large")
    expect(project.run(*push), 1, "over     src/main.cpp:2: 7.5 GiB in main, budget 1.0 GiB",
           "values  std::vector<double>  src/main.cpp:3")
    project.stage("src/main.cpp", PROGRAM.replace("main()", "main(int argc, char **)").replace("1000000", "argc * 1ul"))
    project.git("commit", "-qnm", "open")
    expect(project.run(*push), 1, "unknown  src/main.cpp:2: not known in main", "exit code: 3")
    project.stage("src/main.cpp", "int main() { return 0 }\n")
    project.git("commit", "-qnm", "broken")
    expect(project.run(*push), 1, "expected ';'")
    project.remove("build/compile_commands.json")
    expect(project.run(*push, CI="1"), 1, "highwater: error: nothing was checked")
    expect(project.run(*push), 0, "highwater: warning: nothing was checked")


local = hooksAsLocal()
commits(local)
ranges(local)
withoutDatabase(local)
withoutHighwater(local)
pushes(cloneOfOurs())
commits(cloneOfOurs())
