"""Runs all tests and ends with one line, `N passed, N failed`, over all of them.

The tests are lit's, the unit tests, and whatever test/*/run.py runs; the latter find the build
in $HIGHWATER_BUILD, and print such a line of their own or count as one. With a filter only lit runs.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

tests = pathlib.Path(__file__).resolve().parent
build = pathlib.Path(sys.argv[1]).resolve()
patterns = sys.argv[2:]
llvm = subprocess.check_output(["llvm-config-22", "--bindir"], text=True).strip()
# The system's Python, as lit uses it: it is the one that sees the system's packages.
python = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
environment = {**os.environ, "HIGHWATER_BUILD": str(build)}


def lit(scratch):
    results = scratch / "lit.json"
    command = [f"{llvm}/lit", str(tests), f"--param=build={build}", f"--param=llvm={llvm}", f"--output={results}",
               f"--workers={os.cpu_count()}", "--no-progress-bar", "--print-result-after=failed", "--test-output=failed"]
    command += [f"--filter={'|'.join(patterns)}"] if patterns else []
    subprocess.run(command, env=environment)
    if not results.exists():
        return 0, 1
    codes = [test["code"] for test in json.loads(results.read_text())["tests"]]
    passed = sum(code in ("PASS", "XFAIL", "FLAKYPASS") for code in codes)
    ignored = sum(code in ("UNSUPPORTED", "SKIPPED", "EXCLUDED") for code in codes)
    if ignored:
        print(f"{ignored} tests not run: they need a library or program that is not here")
    return passed, len(codes) - passed - ignored


def unit(scratch):
    program = build / "bin/unit-tests"
    if not program.exists():
        return 0, 0
    results = scratch / "unit.json"
    result = subprocess.run([program, "--gtest_brief=1", f"--gtest_output=json:{results}"], env=environment)
    if not results.exists():
        return 0, 1
    totals = json.loads(results.read_text())
    failed = totals["failures"] + totals.get("errors", 0)
    if result.returncode and not failed:
        failed = 1
    return totals["tests"] - totals.get("disabled", 0) - failed, failed


def other(runner):
    print(f"{runner.parent.name}:", flush=True)
    result = subprocess.run([python, str(runner)], env=environment, cwd=tests.parent, stdout=subprocess.PIPE, text=True)
    print(result.stdout, end="", flush=True)
    counts = re.findall(r"^(\d+) passed, (\d+) failed$", result.stdout, re.M)
    passed, failed = map(int, counts[-1]) if counts else (int(result.returncode == 0), 0)
    return passed, failed or int(result.returncode != 0)


def main():
    passed, failed = 1, 0  # the build: warnings are errors there
    with tempfile.TemporaryDirectory() as folder:
        parts = [lit(pathlib.Path(folder))]
        if not patterns:
            parts.append(unit(pathlib.Path(folder)))
            parts += [other(runner) for runner in sorted(tests.glob("*/run.py"))]
    passed += sum(part[0] for part in parts)
    failed += sum(part[1] for part in parts)
    print(f"{passed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)


main()
