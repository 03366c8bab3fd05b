"""SARIF, GitHub's and GitLab's forms of the same findings, and a baseline that accepts them."""

import json
import subprocess
import sys

import sarif
from repository import Repository, expect

highwater, scratch = sys.argv[1:]

LATE = """double {name}(unsigned long n) {{
  /* \u20ac\U0001d11e */ std::vector<double> raw(n);
  double level = sum(raw);
  std::vector<double> cooked(n);
  return level + sum(cooked);
}}
"""
HEAD = "#include <vector>\ndouble sum(const std::vector<double> &values);\n"

project = Repository(f"{scratch}/a project", highwater)
project.write("src/a, 50%.cpp", HEAD + LATE.format(name="one") + LATE.format(name="two"))
project.write("src/b.cpp", "int nothing();\n")
project.write("src/broken.cpp", "int broken = ;\n")
project.database("src/a, 50%.cpp", "src/b.cpp", "src/broken.cpp")


def report(form, *words):
    return project.check("-q", f"--format={form}", *words, "-p", "build", errors=subprocess.DEVNULL).stdout


def sarifReport():
    run = sarif.validate(json.loads(report("sarif")))
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "src/a,%2050%25.cpp", "uriBaseId": "%SRCROOT%"}, place
    # The euro sign is one unit of UTF-16, the clef two.
    assert place["region"] == {"startLine": 4, "startColumn": 33}, place
    assert first["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "one"
    assert [note["id"] for note in first["relatedLocations"]] == [1, 2, 3]
    steps = first["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [step["location"]["physicalLocation"]["region"]["startLine"] for step in steps] == [4, 5, 6, 8]
    assert first["fixes"][0]["artifactChanges"][0]["replacements"]
    assert first["partialFingerprints"] != second["partialFingerprints"]
    outcome = run["invocations"][0]
    assert not outcome["executionSuccessful"]
    assert "expected expression" in outcome["toolExecutionNotifications"][0]["message"]["text"]

    before = [result["partialFingerprints"] for result in run["results"]]
    project.write("src/a, 50%.cpp", "\n\n" + HEAD + LATE.format(name="one") + LATE.format(name="two"))
    moved = sarif.validate(json.loads(report("sarif")))
    assert before == [result["partialFingerprints"] for result in moved["results"]]
    assert sarif.validate(json.loads(report("sarif", "src/b.cpp")))["results"] == []


def annotations():
    lines = report("github").splitlines()
    assert lines[0].startswith("::error file=src/broken.cpp,title=highwater::could not be analysed: expected"), lines
    assert lines[1].startswith("::warning file=src/a%2C 50%25.cpp,line=6,col=37,title=highwater-late-release::'raw' ("), lines
    assert len(lines) == 3 and report("github", "src/b.cpp") == ""


def codeQuality():
    entries = json.loads(report("gitlab"))
    jsonschema = sarif.jsonschema
    entry = sarif.record("description check_name fingerprint severity location", description=sarif.text,
                         check_name=sarif.text, fingerprint=sarif.text,
                         severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
                         location=sarif.record("path lines", path=sarif.text,
                                               lines=sarif.record("begin", begin=sarif.count)))
    jsonschema.validate(entries, sarif.listOf(entry))
    assert [entry["location"]["path"] for entry in entries] == ["src/a, 50%.cpp"] * 2 + ["src/broken.cpp"]
    assert len({entry["fingerprint"] for entry in entries}) == 3
    assert json.loads(report("gitlab", "src/b.cpp")) == []


def baseline():
    accept = ("--baseline=accepted.json", "-p", "build")
    expect(project.check(*accept), 2, "accepted.json: No such file or directory; --update-baseline makes one")
    expect(project.check("--update-baseline"), 2, "--update-baseline needs --baseline FILE")
    project.write("src/broken.cpp", "int broken = 1;\n")
    project.write("src/b.cpp", HEAD + LATE.format(name="three"))
    expect(project.check("--update-baseline", *accept), 0, "accepted.json accepts 3 findings now")
    entries = json.loads((project.folder / "accepted.json").read_text())["findings"]
    assert entries[0] == {"check": "highwater-late-release", "file": "src/a, 50%.cpp", "function": "one",
                          "object": "raw"}, entries
    expect(project.check(*accept), 0, "0 findings, 3 accepted by the baseline")
    # Lines move; functions and variables are what is accepted.
    project.write("src/b.cpp", HEAD + "\n\n" + LATE.format(name="three") + LATE.format(name="four"))
    expect(project.check(*accept), 1, "b.cpp:12:37: warning: 'raw'", "1 finding, 3 accepted",
           absent=("b.cpp:6:", "not found any more"))
    # What was repaired is told on a whole run, and taken out only where it was looked for.
    project.write("src/b.cpp", HEAD)
    gone = "accepted.json: 'raw' in 'three' of src/b.cpp is not found any more [highwater-late-release]"
    expect(project.check(*accept), 0, "2 accepted", gone)
    expect(project.check("src/a, 50%.cpp", *accept), 0, "2 accepted", absent=(gone,))
    expect(project.check("src/a, 50%.cpp", "--update-baseline", *accept), 0, "accepts 3 findings now")
    expect(project.check("--update-baseline", *accept), 0, "accepts 2 findings now")
    project.write("accepted.json", "[]")
    expect(project.check(*accept), 2, "accepted.json: not a baseline")


sarifReport()
annotations()
codeQuality()
baseline()
