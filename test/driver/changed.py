"""What `highwater check --changed` says about commits of every kind, in real repositories."""

import pathlib
import sys

from repository import Repository, expect

highwater, scratch = sys.argv[1:]

CLEAN = """#include "a.h"
double run(unsigned long n) {
  std::vector<double> raw(n);
  double level = sum(raw);
  return level;
}
"""
BAD = CLEAN.replace("  return level;", "  std::vector<double> cooked(n);\n  return level + sum(cooked);")
HEADER = "#pragma once\n#include <vector>\ndouble sum(const std::vector<double> &values);\n"
INLINE = """inline double late(unsigned long n) {
  std::vector<double> early(n);
  double level = sum(early);
  std::vector<double> cooked(n);
  return level + sum(cooked);
}
"""
COOK = "#pragma once\n#include <vector>\ninline double sum(const std::vector<double> &values) { return values.size(); }\n"
COOKING = """#include "cook.h"
std::vector<double> cook(unsigned long n) { return std::vector<double>(n); }
"""
IDLE = COOKING.replace("(n); }", "(); }")


def repository(name, files=("a.cpp",)):
    new = Repository(f"{scratch}/{name}", highwater)
    new.write("src dir/a.h", HEADER)
    for file in files:
        new.write(f"src dir/{file}", CLEAN)
    new.database(*(f"src dir/{file}" for file in files))
    return new


def emptyRepository():
    new = repository("unborn")
    expect(new.check("--changed"), 0, "no C or C++ lines are changed against HEAD")
    new.write("src dir/a.cpp", BAD)
    new.git("add", "-A")
    expect(new.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'", "1 finding")


def unstagedAndStaged():
    new = repository("staging").commit()
    new.write("src dir/a.cpp", BAD)
    expect(new.check("--changed"), 0, "no C or C++ lines")
    expect(new.check("--changed=HEAD"), 1, "a.cpp:3:23: warning: 'raw'")
    new.git("add", "-A")
    # The defect is on an old line; the new one makes it a defect.
    expect(new.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'")
    expect(new.check("--changed", folder="src dir"), 1, "a.cpp:3:23: warning: 'raw'")
    expect(new.check("--changed", "../src dir", folder="src dir"), 1, "1 finding")
    expect(new.check("--changed", "src dir/a.h"), 0, "no C or C++ lines")
    # What is staged counts, whatever is on disk by now.
    new.write("src dir/a.cpp", "\n\n" + CLEAN)
    expect(new.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'", "    3 |   std::vector<double> raw(n);")
    expect(new.check("--changed", "--fix"), 1, "has changes that are not in what was checked")
    new.remove("src dir/a.cpp")
    expect(new.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'")
    new.write("src dir/a.cpp", BAD + "int broken = ;\n")
    expect(new.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'")
    new.git("checkout", "-q", "--", ".")
    new.git("commit", "-qm", "bad")
    new.write("src dir/a.cpp", BAD + "int other;\n")
    new.git("add", "-A")
    expect(new.check("--changed"), 0, "0 findings")


def takenAway():
    new = repository("release")
    new.write("src dir/a.cpp", BAD.replace("sum(raw);\n", "sum(raw);\n  raw = {};\n"))
    new.commit()
    new.write("src dir/a.cpp", BAD)
    new.git("add", "-A")
    expect(new.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'")


def severalLines():
    statement = "  std::vector<double> cooked(\n      n,\n      0.5);\n"
    text = BAD.replace("  std::vector<double> cooked(n);\n", statement)
    new = repository("statement")
    new.write("src dir/a.cpp", text)
    new.commit()
    new.write("src dir/a.cpp", text.replace("0.5", "0.25"))
    new.git("add", "-A")
    expect(new.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'")


def renamed():
    new = repository("renamed")
    new.write("src dir/a.cpp", BAD)
    new.commit()
    new.git("mv", "src dir/a.cpp", "src dir/b.cpp")
    expect(new.check("--changed"), 0, "no C or C++ lines")
    new.write("src dir/b.cpp", BAD.replace("cooked(n)", "cooked(n + 1)"))
    new.git("add", "-A")
    expect(new.check("--changed"), 1, "b.cpp:3:23: warning: 'raw'")
    new.git("rm", "-qf", "src dir/b.cpp")
    expect(new.check("--changed"), 0, "no C or C++ lines")


def unknownToTheDatabase():
    new = repository("new").commit()
    new.write("src dir/c.cpp", BAD)
    expect(new.check("--changed"), 0, "no C or C++ lines")
    expect(new.check("--changed=HEAD"), 1, "c.cpp:3:23: warning: 'raw'")
    new.write("src dir/c.cpp", '#include "nowhere.h"\n')
    new.git("add", "-A")
    expect(new.check("--changed"), 3, "'nowhere.h' file not found (the database does not know c.cpp; it was compiled like")


def headers():
    new = repository("headers", ("a.cpp", "b.cpp"))
    new.write("src dir/deep.h", '#include "a.h"\n')
    new.write("src dir/lonely.h", "int lonely();\n")
    new.write("src dir/b.cpp", "#if 0\n#include \"odd.h\"\n#endif\n" + CLEAN)
    new.write("src dir/odd.h", HEADER)
    new.write("src dir/a.cpp", '#include "deep.h"\n' + CLEAN)
    new.commit()
    new.write("src dir/deep.h", '#include "a.h"\n' + INLINE)
    new.git("add", "-A")
    expect(new.check("--changed"), 1, "deep.h:3:23: warning: 'early'")
    new.write("src dir/deep.h", "#pragma once\nthis is no code\n")
    expect(new.check("--changed"), 1, "deep.h:3:23: warning: 'early'")
    new.commit()
    new.write("src dir/lonely.h", "int lonely(int);\n")
    new.write("src dir/odd.h", HEADER + "\n")
    new.git("add", "-A")
    for name in ("lonely.h", "odd.h"):
        expect(new.check("--changed", f"src dir/{name}"), 0, f"{name}: not checked: no source in")


def branches():
    new = repository("branches").commit()
    new.git("checkout", "-qb", "topic")
    new.write("src dir/b.cpp", CLEAN)
    new.commit()
    new.git("checkout", "-q", "-")
    new.write("src dir/a.cpp", BAD)
    new.commit()
    new.git("checkout", "-q", "--detach", "topic")
    # The branch did not write the lines that main has gained since.
    expect(new.check(f"--changed={new.main}"), 0, "0 findings")
    expect(new.check("--changed=nowhere"), 2, "--changed: git knows no revision 'nowhere'")
    expect(new.check("--changed", "--", "-std=c++20"), 2, "--changed takes flags from a compile database")


def elsewhere():
    new = repository("modules/inner").commit()
    outer = Repository(f"{scratch}/modules/outer", highwater)
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", new.folder, "inner")
    outer.write("top.txt", "text\n")
    outer.commit()
    inner = outer.inside("inner")
    inner.database("src dir/a.cpp")
    inner.write("src dir/a.cpp", BAD)
    inner.git("add", "-A")
    expect(inner.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'")
    inner.git("commit", "-qm", "bad")
    outer.git("add", "-A")
    expect(outer.check("--changed"), 0, "no C or C++ lines")
    new.git("worktree", "add", "-q", f"{scratch}/modules/linked")
    linked = Repository(f"{scratch}/modules/linked", highwater, create=False)
    linked.database("src dir/a.cpp")
    linked.write("src dir/a.cpp", BAD)
    linked.git("add", "-A")
    expect(linked.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'")
    expect(linked.check("--changed", linked.folder, folder="/"), 1, "a.cpp:3:23: warning: 'raw'")
    expect(linked.check("--changed", folder="/"), 2, "--changed: not a git repository")


def throughALink():
    new = repository("real").commit()
    link = pathlib.Path(f"{scratch}/link")
    link.unlink(missing_ok=True)
    link.symlink_to(new.folder)
    Repository(link, highwater, create=False).database("src dir/a.cpp")
    new.write("src dir/a.cpp", BAD)
    new.git("add", "-A")
    for spelling in (new, Repository(link, highwater, create=False)):
        expect(spelling.check("--changed"), 1, "a.cpp:3:23: warning: 'raw'")
        expect(spelling.check("--changed", "src dir"), 1, "a.cpp:3:23: warning: 'raw'")


def configuredGit():
    """Settings that change what `git diff` prints do not change what is found."""
    new = repository("configured").commit()
    for key, value in {"diff.noprefix": "true", "diff.external": "false", "diff.relative": "true",
                       "diff.interHunkContext": "9", "color.ui": "always", "diff.renames": "false",
                       "core.quotePath": "true", "diff.mnemonicPrefix": "true"}.items():
        new.git("config", key, value)
    new.write("src dir/\u00e9.cpp", BAD)
    new.write("src dir/z.cpp", CLEAN)
    new.git("add", "-A")
    expect(new.check("--changed", folder="src dir"), 1, "\u00e9.cpp:3:23: warning: 'raw'", "1 finding")


def otherSources():
    """What other sources do is known from the units that the project keeps, if these are what the commit has."""
    new = Repository(f"{scratch}/linked", highwater)
    new.environment.pop("HIGHWATER_NO_CACHE", None)
    new.write("cook.h", COOK + "std::vector<double> cook(unsigned long n);\n")
    new.write("cook.cpp", COOKING)
    new.write("main.cpp", '#include "cook.h"\n' + CLEAN.partition("\n")[2])
    new.database("main.cpp", "cook.cpp")
    new.commit()
    new.write("main.cpp", (new.folder / "main.cpp").read_text().replace("return level", "return level + sum(cook(n))"))
    new.git("add", "-A")
    found = "main.cpp:3:23: warning: 'raw'"
    expect(new.check("--changed"), 0, "0 findings")
    expect(new.check("-p", "build"), 1, found)
    expect(new.check("--changed", "--no-cache"), 0, "0 findings")
    expect(new.check("--changed"), 1, found)
    # The other source is not parsed for it.
    expect(new.check("--changed", "--format=json"), 1, '"files": 1')
    # What is on disk does not matter, as long as the kept unit is what is in the index.
    new.write("cook.cpp", IDLE)
    expect(new.check("--changed"), 1, found)
    # A kept unit that the index knows nothing of.
    expect(new.check("-p", "build"), 0, "0 findings")
    expect(new.check("--changed"), 0, "0 findings")
    new.write("cook.cpp", COOKING)
    new.git("commit", "-qm", "linked")
    expect(new.check("-p", "build"), 1, found)
    new.write("cook.cpp", IDLE)
    new.git("add", "-A")
    expect(new.check("--changed=HEAD~"), 0, "0 findings")
    # What is staged in the source itself comes before what is kept of it.
    expect(new.check("--changed"), 0, "0 findings")


for case in (emptyRepository, unstagedAndStaged, takenAway, severalLines, renamed, unknownToTheDatabase, headers,
             branches, elsewhere, throughALink, configuredGit, otherSources):
    case()
