"""What a run needs, what parsing costs, and what highwater says: the numbers of the table."""

import concurrent.futures
import json
import os
import re
import resource
import shlex
import shutil
import subprocess
import time


class Run:
    """One process: its seconds, processor seconds, exit code and output."""

    def __init__(self, command, limit=600, **options):
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        try:
            done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, errors="replace", timeout=limit, **options)
            self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired:
            self.code, self.out, self.err = None, "", "took too long"
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.wall = time.monotonic() - started
        self.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def json(self):
        try:
            return json.loads(self.out)
        except ValueError:
            return None


def measured(project, build):
    """Peak of the live heap and VmHWM of the project's command line, in bytes."""
    report = project.inputs / "heap.json"
    report.unlink(missing_ok=True)
    plain = Run(project.command(), cwd=project.inputs)
    if plain.code:
        return {"error": (plain.err.strip().splitlines() or ["?"])[-1]}
    Run(project.command(), cwd=project.inputs,
        env={**os.environ, "LD_PRELOAD": str(build / "lib/highwater-preload.so"), "HIGHWATER_PRELOAD_OUT": str(report)})
    return json.loads(report.read_text().splitlines()[-1])


def sources(project):
    """The database's sources, each once."""
    found = {}
    for entry in json.loads(project.database.read_text()):
        found.setdefault(os.path.normpath(os.path.join(entry["directory"], entry["file"])), entry)
    return found


def parseSeconds(project, jobs):
    """Processor seconds that clang takes to parse every source once, and how many it cannot parse."""
    def parse(entry):
        words = entry.get("arguments") or shlex.split(entry["command"])
        clang = "clang++-22" if words[0].endswith("++") else "clang-22"
        flags, rest = [], iter(words[1:])
        for word in rest:
            if word == "-o":
                next(rest)
            elif word != "-c":
                flags.append(word)
        return subprocess.run([shutil.which(clang), "-fsyntax-only", "-w", *flags], cwd=entry["directory"],
                              capture_output=True).returncode
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        failed = sum(code != 0 for code in pool.map(parse, sources(project).values()))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, failed


def slowUnits(project, tool, limit):
    """Units that crash the tool, or take longer than `limit` seconds, when they are analysed alone."""
    for file in sources(project):
        run = Run([tool, "check", "-p", project.build, "-j", "1", "--format", "json", file], limit)
        if run.code not in (0, 1):
            yield file, "took too long" if run.code is None else f"exit code {run.code}: {run.err.strip()}"


def bytesText(number):
    if number is None:
        return "–"
    for unit in ("B", "KiB", "MiB", "GiB"):
        if number < 1024 or unit == "GiB":
            return f"{number:.0f} {unit}" if unit == "B" or number >= 100 else f"{number:.1f} {unit}"
        number /= 1024


def row(project, tool, build, jobs):
    """Everything the table says about one project."""
    parse, unparsable = parseSeconds(project, jobs)
    check = Run([tool, "check", "-p", project.build, "-j", jobs, "--format", "json"])
    general = Run([tool, "estimate", "-p", project.build, "-j", jobs])
    ambiguous = re.search(r"(\d+) functions are called main", general.err)
    command = project.command()
    estimate = Run([tool, "estimate", "-p", project.build, "-j", jobs, "--format", "json", "--entry", project.entry,
                    "--", *command], cwd=project.inputs)
    findings, answer, needed = check.json(), estimate.json(), measured(project, build)
    coverage = (findings or {}).get("coverage", {"files": len(sources(project)), "analysed": 0})
    peak = (answer or {}).get("peak", {})
    return {
        "project": project.name,
        "command": " ".join([command[0].name, *(word.name if hasattr(word, "name") else word for word in command[1:])]),
        "units": coverage["files"],
        "analysed": coverage["analysed"],
        "unparsable": unparsable,
        "mains": int(ambiguous[1]) if ambiguous else 1,
        "functions": len((answer or {}).get("functions", [])),
        "parse": parse,
        "check": check.seconds,
        "estimate": estimate.seconds,
        "ended": "yes" if check.code in (0, 1) and estimate.code in (0, 1) else
                 f"check {check.code}, estimate {estimate.code}",
        "findings": (findings or {}).get("findings", []),
        "assumptions": len((answer or {}).get("assumptions", [])),
        "peak": peak.get("bytes"),
        "formula": peak.get("formula"),
        "kind": peak.get("kind"),
        "where": (peak.get("location") or {}).get("function"),
        "heap": needed.get("live_heap_peak"),
        "hwm": needed.get("vm_hwm"),
        "error": needed.get("error"),
    }
