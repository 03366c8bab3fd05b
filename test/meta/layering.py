"""Fails unless includes point down only, clang stays in its layer, and analysis does no IO."""

import tree

below = {
    "analysis/size": [],
    "analysis/effects": ["analysis/size"],
    "analysis/events": ["analysis/effects", "analysis/size"],
    "analysis/lower": ["analysis/events", "analysis/effects", "analysis/size"],
    "analysis/flow": ["analysis/events", "analysis/effects", "analysis/size"],
}
below["analysis/summary"] = ["analysis/flow", *below["analysis/flow"]]
below["analysis/program"] = ["analysis/summary", *below["analysis/summary"]]
below["checks"] = ["analysis/program", *below["analysis/program"]]
below["driver"] = ["checks", "analysis/lower", *below["checks"]]

ours = ("analysis/", "checks/", "driver/", "test/")
clang = ("clang/", "clang-c/", "clang-tidy/", "clang-include-cleaner/")
seesClang = ("analysis/lower", "driver")
# What runs inside an editor or on a file server may not touch files or the terminal on its own.
inputOutput = ("iostream", "fstream", "filesystem", "cstdio", "stdio.h", "unistd.h", "fcntl.h",
               "llvm/Support/FileSystem.h", "llvm/Support/Process.h", "llvm/Support/Program.h")
hostTools = ("analysis/effects/embed/",)


def layerOf(path):
    parts = str(path).split("/")
    return "/".join(parts[:2]) if parts[0] == "analysis" else parts[0]


problems = []
for path in tree.files("analysis", "checks", "driver"):
    layer = layerOf(path)
    if layer not in below:
        problems.append(f"{path}: '{layer}' is no layer; layers are {', '.join(below)}")
        continue
    for line, name in tree.includes(path):
        if name.startswith(ours) and layerOf(name) not in [layer, *below[layer]]:
            problems.append(f"{path}:{line}: {layer} may not include {name}")
        if name.startswith(clang) and layer not in seesClang:
            problems.append(f"{path}:{line}: only {' and '.join(seesClang)} know clang: {name}")
        if name.startswith("clang-tidy/") and layer != "driver":
            problems.append(f"{path}:{line}: only the driver knows clang-tidy: {name}")
        if name in inputOutput and layer != "driver" and not str(path).startswith(hostTools):
            problems.append(f"{path}:{line}: input and output are the driver's: {name}")

tree.conclude(problems)
