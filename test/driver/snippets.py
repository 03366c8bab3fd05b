"""Reads the YAML of docs/hooks.md as pre-commit and the code hosts would."""

import pathlib
import re
import subprocess
import sys

import yaml

root, highwater = map(pathlib.Path, sys.argv[1:])
page = (root / "docs/hooks.md").read_text()
blocks = [yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```$", page, re.S | re.M)]
hooks = {hook["id"]: hook for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())}
assert {hook["id"] for hook in blocks[0]["repos"][0]["hooks"]} == set(hooks)
help = {verb: subprocess.run([highwater, verb, "--help"], text=True, capture_output=True).stdout
        for verb in ("check", "estimate")}
commands = [hook["entry"] for hook in hooks.values()] + re.findall(r"highwater (?:check|estimate) [^>`\n#]*", page)
assert len(commands) > 8
for command in commands:
    words = command.split()
    for option in (word.split("=")[0] for word in words[2:] if word.startswith("-")):
        assert re.search(rf"(?<![\w-]){option}\b", help[words[1]]), command
manifest = root / ".pre-commit-hooks.yaml"
result = subprocess.run(["pre-commit", "validate-manifest", manifest], text=True, capture_output=True)
assert result.returncode == 0, result.stdout
