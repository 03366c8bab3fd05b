"""Prints the worked example of a page: the block that is fenced as `yaml example`."""

import pathlib
import re
import sys

page = pathlib.Path(sys.argv[1]).read_text()
blocks = re.findall(r"^```yaml example\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
assert len(blocks) == 1, f"{len(blocks)} examples in {sys.argv[1]}"
print(blocks[0], end="")
