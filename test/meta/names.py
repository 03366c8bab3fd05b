"""Fails when a library's name stands in the C++ of analysis/ or checks/: names belong in models/.

A literal is a library's name when it starts a qualified name of a known namespace, or is a
modelled function that is not also an ordinary word.
"""

import re

import tree

namespaces = re.compile(r"\b(std|cv|arrow|parquet|torch|c10|boost|absl|folly|Eigen|google|grpc|nlohmann|"
                        r"rapidjson|tbb|thrust|QtCore|sycl)::(\w+)")
# The language's own: what a message tells people to write, and names of scalar types.
language = re.compile(r"std::(move|swap|byte|nullptr_t|size_t|ptrdiff_t|u?int(8|16|32|64|max|ptr)_t)$")
ordinary = {"read", "write", "open", "close", "free", "copy", "move", "main", "select", "send", "accept",
            "connect", "index", "remove", "signal", "system", "time", "exit", "abort", "bind", "listen"}


def modelled():
    """Names that the shipped models speak of, and that no ordinary text contains by chance."""
    names = set()
    for path in sorted((tree.root / "models").glob("*.yaml")):
        names.update(re.findall(r"\b(?:name|call|like|use):\s*[\"']?([A-Za-z_][\w:]*)", path.read_text()))
    return {name for name in names if len(name) > 3} - ordinary


problems = []
known = modelled()
for path in tree.files("analysis", "checks"):
    for line, text in tree.literals(path):
        found = [match[0] for match in namespaces.finditer(text) if not language.match(match[0])]
        if text in known:
            found.append(text)
        problems += [f"{path}:{line}: '{name}' belongs in models/" for name in found]

tree.conclude(problems)
