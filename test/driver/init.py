"""What `highwater init` prints is what docs/hooks.md says, and does what it is printed for: pre-commit stops a commit, and
the commands of the CI files report what a branch brings."""

import json
import pathlib
import re
import shlex
import sys

import yaml

from repository import Repository, expect, hooksOf

highwater, scratch, root = (pathlib.Path(word).resolve() for word in sys.argv[1:])

CLEAN = """#include <vector>
double sum(const std::vector<double> &values);
double run(unsigned long n) {
  std::vector<double> raw(n);
  double level = sum(raw);
  return level;
}
"""
BAD = CLEAN.replace("  return level;", "  std::vector<double> cooked(n);\n  return level + sum(cooked);")


def copied(text):
    """The files that the output names, each from the line with its name to the next."""
    parts = re.split(r"^# (\.\S+)\n", text, flags=re.M)[1:]
    return {name: body.rstrip("\n") + "\n" for name, body in zip(parts[::2], parts[1::2])}


def documented():
    page = (root / "docs/hooks.md").read_text()
    return copied("".join(f"{block}\n" for block in re.findall(r"^```yaml\n(.*?)^```$", page, re.S | re.M)
                          if block.startswith("# .")))


def commandsOf(files):
    """What the CI files run of highwater, with what the code hosts would put in."""
    workflow = yaml.safe_load(files[".github/workflows/highwater.yml"])
    lines = [step["run"] for step in workflow["jobs"]["highwater"]["steps"] if "run" in step]
    workflow = yaml.safe_load(files[".github/workflows/highwater-main.yml"])
    lines += [step["run"] for step in workflow["jobs"]["highwater"]["steps"] if "run" in step]
    lines += yaml.safe_load(files[".gitlab-ci.yml"])["highwater"]["script"]
    return [line.replace("${{ github.base_ref }}", "trunk") for line in lines if line.startswith("highwater ")]


project = Repository(scratch / "project", highwater)
project.write("run.cpp", CLEAN)
project.database("run.cpp")
project.commit()
printed = project.run(highwater, "init")
expect(printed, 0)
files = copied(printed.stdout)
assert files == documented(), files
ours = hooksOf(root, scratch / "highwater", highwater)
version = project.run(highwater, "--version").stdout.split()[1]
config = files[".pre-commit-config.yaml"]
assert f"rev: v{version}" in config, (version, config)
ours.git("tag", f"v{version}")
project.write(".pre-commit-config.yaml", config.replace("https://github.com/OWNER/highwater", str(ours.folder)))
project.withHooks(scratch / "cache")
project.commit()
expect(project.run("pre-commit", "install", "-t", "pre-commit", "-t", "pre-push"), 0)
project.write("run.cpp", BAD)
project.git("add", "-A")
expect(project.run("git", "commit", "-m", "bad"), 1, "run.cpp:4:23: warning: 'raw'")

# As CI sees it: a branch that somebody pushed past the hooks.
project.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
project.git("checkout", "-qb", "topic")
project.git("commit", "-qnm", "bad")
commands = commandsOf(files)
assert len(commands) == 3, commands
for line in commands:
    expect(project.run("sh", "-c", line), 1)
assert json.loads((project.folder / "highwater.sarif").read_text())["runs"][0]["results"]
assert json.loads((project.folder / "gl-code-quality-report.json").read_text())
