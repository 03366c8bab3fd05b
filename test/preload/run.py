#!/usr/bin/env python3
"""Tests highwater-preload.so: run.py BUILD_DIR [--overhead]

Compiles the programs beside it, runs them with the library preloaded, and compares
what it writes with what glibc is known to charge. --overhead times it instead.
"""

import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def chunk(n):
    """What glibc charges for malloc(n)."""
    if n >= 131064:
        return (n + 16 + 4095) // 4096 * 4096
    return max(32, (n + 8 + 15) // 16 * 16)


def build(name, folder, *flags):
    source = next((HERE / "programs").glob(name + ".*"))
    program = folder / (name + "".join(flags))
    compiler = "c++" if source.suffix == ".cpp" else "cc"
    # -fno-builtin: compilers may drop a malloc and free whose block is not used.
    subprocess.run([compiler, "-O1", "-fno-builtin", *flags, "-pthread", "-o", program, source], check=True)
    return program


class Bench:
    def __init__(self, library, folder):
        self.library = library
        self.folder = folder

    def run(self, name, *arguments, out="out.%p.json", flags=()):
        """The exit code, and the reports in the order the processes started."""
        program = build(name, self.folder, *flags)
        for old in self.folder.glob("*.json"):
            old.unlink()
        environment = {"LD_PRELOAD": str(self.library), "PATH": "/usr/bin:/bin"}
        if out:
            environment["HIGHWATER_PRELOAD_OUT"] = out
        code = subprocess.run([program, *arguments], env=environment, cwd=self.folder).returncode
        files = sorted(self.folder.glob("*.json"), key=lambda file: int(file.stem.split(".")[-1])
                       if file.stem.split(".")[-1].isdigit() else 0)
        texts = [file.read_text() for file in files]
        assert all(text.count("\n") == 1 for text in texts)
        return code, [json.loads(text) for text in texts]

    def one(self, name, *arguments, **options):
        code, reports = self.run(name, *arguments, **options)
        assert len(reports) == 1, reports
        return code, reports[0]


def equal(actual, expected):
    assert actual == expected, f"{actual} is not {expected}"


def testPatterns(bench):
    code, report = bench.one("patterns")
    equal(code, 0)
    sizes = [0, 24, 25, 1000, 1000, 100, 100, 32, 48, 64, 80]
    equal(report["live_heap_peak"], sum(map(chunk, sizes)) + report["live_heap_at_main"])
    equal(report["live_heap_end"], report["live_heap_at_main"])
    equal(report["allocations"], len(sizes) + 1)
    equal(sorted(report), sorted(["live_heap_peak", "live_heap_end", "live_heap_at_main",
                                  "allocations", "vm_hwm"]))


def testAlignedBlocksAreBalanced(bench):
    _, report = bench.one("aligned")
    equal(report["live_heap_end"], report["live_heap_at_main"])
    sizes = [8192, 1000, 5000, 8192, 1 << 20, 1 << 20]
    assert sum(sizes) <= report["live_heap_peak"] <= sum(map(chunk, sizes)) + 3 * 65536, report


def testMappedBlocksArePages(bench):
    _, report = bench.one("mapped")
    equal(report["live_heap_peak"], chunk(1 << 20) + chunk(3000000))


def testReallocIsNotChargedTwice(bench):
    _, report = bench.one("realloc")
    equal(report["live_heap_peak"], chunk(64 << 20))
    equal(report["live_heap_end"], 0)
    assert report["vm_hwm"] > 64 << 20, report


def testThreads(bench):
    _, report = bench.one("threads")
    held = 4 * 1000 * chunk(1000)
    # Each thread keeps up to 4 KiB of change to itself, and has a vector of thread-local blocks.
    assert abs(report["live_heap_peak"] - held) <= 4 * (4096 + 1024), report
    equal(report["live_heap_end"], 4 * chunk(288))
    assert report["allocations"] >= 4 * 1000 * 20, report


def testForkedChildWritesItsOwnFile(bench):
    _, reports = bench.run("forks")
    equal(len(reports), 2)
    parent, child = reports
    equal(parent["live_heap_peak"], chunk(1000000))
    equal(child["live_heap_peak"], chunk(3000000) + chunk(1000))
    equal(child["live_heap_end"], chunk(1000))
    equal(parent["live_heap_end"], 0)


def testForkedChildLeavesASharedFileAlone(bench):
    _, report = bench.one("forks", out="out.json")
    equal(report["live_heap_peak"], chunk(1000000))


def testEveryEnd(bench):
    codes = {"return": 7, "exit": 7, "_exit": 7, "_Exit": 7, "quick_exit": 7, "abort": -6,
             "segv": -11, "term": -15, "exec": 7}
    for way, expected in codes.items():
        code, report = bench.one("ends", way)
        equal((way, code), (way, expected))
        equal(report["live_heap_peak"], chunk(100) + chunk(1000))
        equal(report["live_heap_end"], chunk(100))


def testBaseline(bench):
    code, report = bench.one("cxx")
    equal(code, 0)
    pool = 72704  # the emergency pool of libstdc++
    atMain = chunk(pool) + chunk(10000)
    equal(report["live_heap_at_main"], atMain)
    equal(report["live_heap_peak"], atMain + chunk(4096) + chunk(8192))
    equal(report["live_heap_end"], chunk(pool))


def testStaticProgramHasNoReport(bench):
    code, reports = bench.run("ends", "return", flags=["-static"])
    equal((code, reports), (7, []))


def testSilentWithoutTheVariable(bench):
    code, reports = bench.run("ends", "return", out=None)
    equal((code, reports), (7, []))


def testNameIsResolvedAtTheStart(bench):
    code, report = bench.one("ends", "exit", out=str(bench.folder / "absolute.json"))
    equal(code, 7)
    equal(report["live_heap_end"], chunk(100))


def cpuSeconds(program, mode, environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run([program, mode], env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - start


def overhead(bench):
    program = build("churn", bench.folder, "-O2")
    for mode in ["tight", "containers", "threads"]:
        plain, loaded = [], []
        for _ in range(7):
            plain.append(cpuSeconds(program, mode, {})[0])
            loaded.append(cpuSeconds(program, mode, {"LD_PRELOAD": str(bench.library)})[0])
        a, b = min(plain), min(loaded)
        print(f"{mode}: {a:.2f} s without, {b:.2f} s with: {100 * (b / a - 1):+.1f} %")


def main():
    folders = [word for word in sys.argv[1:] if not word.startswith("-")] or [os.environ.get("HIGHWATER_BUILD", "build")]
    library = pathlib.Path(folders[0]).resolve() / "lib" / "highwater-preload.so"
    if not library.exists():
        sys.exit(f"run.py: error: {library} is not built (target highwater-preload)")
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(library, pathlib.Path(folder))
        if "--overhead" in sys.argv:
            return overhead(bench)
        for name, test in list(globals().items()):
            if not name.startswith("test"):
                continue
            try:
                test(bench)
                passed += 1
                print("ok  ", name)
            except AssertionError as error:
                failed += 1
                print("FAIL", name, error)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
