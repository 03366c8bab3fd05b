"""Compares the formulas of the shipped models with those that test/facts holds against measurements.

A case names a fact, the arguments it is tried with, the model, and how its state comes about. Live
bytes are compared as requested (a chunk is what was asked for) and as charged.
"""

import math
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "facts"))

import allocation
import libcxx
import libstdcxx
from gnucontainers import CACHED, TYPES, element

GNU_BUCKETS = [13, 29, 59, 127, 257, 541, 1109, 2357, 5087, 10273, 20753, 42043, 85229, 172933]


class Element:
    """A template argument: its size and alignment, and whether tables keep its hash."""

    def __init__(self, size, align=1, slow=False, items=None):
        self.size, self.align, self.slow, self.items = size, align, slow, items


def sizeof(*types):
    total = 0
    for one in types:
        total = allocation.roundUp(total, one.align) + one.size
    return allocation.roundUp(total, max(one.align for one in types))


def grow(n):
    capacity = 1
    while capacity < n:
        capacity *= 2
    return capacity


def doubled(capacity, size, inline):
    return capacity if size <= capacity else max(2 * max(capacity, inline), size)


def meaning(charged):
    """The functions that formulas call."""
    return {"max": max, "min": min, "floor": math.floor, "ceil": math.ceil, "roundup": allocation.roundUp,
            "g": grow, "sgrow": doubled, "sizeof": sizeof, "heap": lambda one: 0, "alignof": lambda one: one.align,
            "arraysize": lambda one, n: one.size, "slowhash": lambda one: int(one.slow),
            "above": lambda n, limit, value: value if n > limit else 0,
            "chunk": lambda n: (allocation.chunk(n) if charged else n) if n else 0,
            "buckets": lambda n: next(p for p in GNU_BUCKETS if p >= n),
            "buckets_libcxx": lambda n: next(p for p in libcxx.BUCKETS if p >= n)}


def evaluate(formula, names, charged):
    # What *arg0 leads to has the type that arg0 stands for here.
    return eval(formula.replace("(*arg", "(arg"), {"__builtins__": {}}, {**meaning(charged), **names})


class Models:
    """The formulas of model files, later files over earlier ones."""

    def __init__(self, *files):
        self.types, self.functions = {}, {}
        for file in files:
            self.read((HERE.parent.parent / "models" / file).read_text())

    def read(self, text):
        parts = re.split(r"^functions:$", text, flags=re.MULTILINE)
        for block in re.split(r"^  - (?=names?: )", parts[0], flags=re.MULTILINE)[1:]:
            for name in self.names(block):
                like = re.search(r"^    like: \"?([^\"\n]+)", block, re.MULTILINE)
                base = dict(self.types[like[1]]) if like else {"state": {}}
                heap = re.search(r"^    heap: \"?([^\"\n]+)", block, re.MULTILINE)
                growth = re.search(r"^    growth: { capacity: \"([^\"]+)", block, re.MULTILINE)
                state = re.search(r"^    state: {(.*)}", block, re.MULTILINE)
                base.update({"heap": heap[1]} if heap else {}, text=block)
                base.update({"growth": growth[1]} if growth else {})
                base["state"] = {**base["state"], **dict(
                    (key, int(value)) for key, value in re.findall(r"(\w+): (\d+)", state[1] if state else ""))}
                self.types[name] = base
        for block in re.split(r"^  - (?=names?: )", parts[1] if len(parts) > 1 else "", flags=re.MULTILINE)[1:]:
            for name in self.names(block):
                if name not in self.functions or "params" not in block or "[text, text]" in block:
                    self.functions[name] = block

    @staticmethod
    def names(block):
        listed = re.match(r"names: \[([^\]]*)\]", block)
        single = re.match(r"name: \"?([^\"\n]+)", block)
        return [name.strip(' "') for name in (listed[1].split(",") if listed else [single[1]])]

    def heap(self, name, state, types, charged):
        return evaluate(self.types[name]["heap"], {**self.types[name]["state"], **types, **state}, charged)

    def pushed(self, name, count, types, charged):
        """After `count` elements, one at a time."""
        model = self.types[name]
        state = dict(model["state"], size=count)
        for size in range(1, count + 1):
            if "growth" in model and size > state["capacity"]:
                state["capacity"] = evaluate(model["growth"], {**state, "size": size, **types}, charged)
        return self.heap(name, state, types, charged)

    def field(self, function, key):
        quoted, bare = re.search(rf'{key}: (?:"([^"]+)"|([^,}}\s]+))', self.functions[function]).groups()
        return quoted or bare


def elements(name, library):
    """T0 and T1 of 'map<int,string>'."""
    sizes = {**(library.TYPES if library is libcxx else TYPES), "bool": (1, 1)}
    inner = re.fullmatch(r"[^<]*<(.*)>([.(].*)?", name)[1]
    names = [inner] if inner in sizes else inner.split(",")
    return {f"T{i}": Element(*sizes[one], one in CACHED) for i, one in enumerate(names)}


def cases(models, library, formulas):
    """(fact, its arguments, live bytes by the model, as a function of `charged`)."""
    inline = models.types["std::basic_string"]["state"]["capacity"]
    counts = [1, 2, 3, 5, 13, 14, 15, 16, 17, 22, 30, 31, 64, 100, 512, 513, 1000, 1024, 1025]

    def grown(fact, model, numbers=counts):
        types = elements(fact, library) if "<" in fact and ">" in fact else {}
        for n in numbers:
            yield fact, f"n={n}", lambda charged, n=n: models.pushed(model, n, types, charged)

    def string(fact, capacity=lambda n: max(inline, n)):
        for n in counts:
            if n not in (inline + 1, inline + 2):  # libc++ has 25 characters where 23 are needed
                yield fact, f"n={n}", lambda charged, n=n: models.heap(
                    "std::basic_string", {"size": n, "capacity": capacity(n)}, {}, charged)

    yield from grown("vector<int>.push_back", "std::vector")
    yield from grown("vector<bool>.push_back", "std::vector<bool>", [1, 64, 1000, 1024, 1025])
    yield from grown("priority_queue<int>", "std::priority_queue")
    for fact in ("deque<int>.push_back", "deque<Bytes<24>>.push_back", "deque<string>.push_back"):
        yield from grown(fact, "std::deque", [1, 100, 128, 1000, 2000, 10000, 100000])
    yield from grown("queue<int>", "std::queue", [1000])
    yield from grown("stack<int>", "std::stack", [1000])
    for name, model in (("list", "std::list"), ("forward_list", "std::forward_list")):
        for one in ("int", "string", "Bytes<20>"):
            if f"{name}<{one}>" in formulas:
                yield from grown(f"{name}<{one}>", model, [1, 100])
    for fact in formulas:
        kind = re.match(r"(?:unordered_)?(?:multi)?(?:map|set)(?=<)", fact)
        if kind and "hash" not in fact and re.fullmatch(r"[^>]*>+(\.node)?", fact):
            numbers = [1, 13, 14, 60, 1000] if fact == "unordered_map<int,int>" else [1]
            yield from grown(fact, "std::" + kind[0], numbers)

    yield from string("string(n,c)")
    yield from string("string(string)")
    yield from string("istringstream(string)")
    if library is libstdcxx:
        yield from grown("string.push_back", "std::basic_string")
        yield from grown("ostringstream.put", "std::basic_ostringstream")
        for a in (8, 15, 16, 100):
            for b in (4, 100, 1000):
                names = {"arg0": 0, "arg1": 0}
                block = models.functions["std::operator+"]
                capacity = re.search(r"capacity: \"([^\"]+)", block)[1]
                capacity = evaluate(capacity.replace("arg0.size", str(a)).replace("arg1.size", str(b)), names, True)
                yield "string+string", f"a={a} b={b}", lambda charged, a=a, b=b, c=capacity: models.heap(
                    "std::basic_string", {"size": a + b, "capacity": c}, {}, charged)

    for size in (1, 4, 8, 100):
        types = {"T0": Element(size), "arg0": 0}
        made = models.field("std::make_shared", "heap")
        yield "make_shared", f"sizeof={size}", lambda charged, t=types, f=made: evaluate(
            f"chunk({f})", t, charged)
        counted = int(re.search(r"\[pointer\], counts: (\d+)", models.types["std::shared_ptr"]["text"])[1])
        yield "shared_ptr(new)", f"sizeof={size}", lambda charged, n=size, c=counted: evaluate(
            f"chunk({c}) + chunk({n})", {}, charged)
    for size in (8, 16, 17, 24, 25, 32, 100):
        yield "function", f"target={size}", lambda charged, n=size: models.heap(
            "std::function", {"held": n}, {"T0": Element(0)}, charged)
        yield "any", f"value={size}", lambda charged, n=size: models.heap(
            "std::any", {"held": n}, {"T0": Element(0)}, charged)
    for size in (4, 8, 32, 1000):
        yield "promise", f"sizeof={size} alignof=4", lambda charged, n=size: models.heap(
            "std::promise", {}, {"T0": Element(n, 4)}, charged)

    opened = models.types["std::basic_ifstream"]
    state = dict(opened["state"], **{key: int(value) for key, value in re.findall(
        r"(buffer|file): (\d+)", opened["text"][opened["text"].index("[any]"):].split("\n")[0])})
    if library is libstdcxx:
        yield "ifstream(path)", "", lambda charged: models.heap("std::basic_ifstream", state, {}, charged)


def transients(models, library):
    """(fact, arguments, peak bytes of a call by the model)."""
    for n in (1, 2, 3, 127, 1000, 1001):
        for size in (4, 40):
            # Two iterators stand for 0 and n; what they lead to has the element's size.
            names = {"distance": lambda first, last, n=n: n, "arg0": Element(size), "arg1": None}
            formula = models.field("std::stable_sort", "transient")
            if library is libstdcxx or n > 128:
                yield "stable_sort", f"sizeof={size} n={n}", lambda charged, f=formula, names=names: evaluate(
                    f, names, charged)
    for size, n in ((4, 10), (4, 255), (4, 256), (4, 1000), (32, 1000), (40, 26), (40, 1000), (48, 1000)):
        names = {"arg0": 0, "arg1": n, "arg2": size, "arg3": 0}
        yield "qsort", f"sizeof={size} n={n}", lambda charged, names=names: evaluate(
            models.field("qsort", "transient"), names, charged)


def compare(label, library, models):
    formulas = library.fact.formulas
    checked = failed = 0
    for quantity, listed in (("live", cases(models, library, formulas)), ("peak", transients(models, library))):
        for fact, arguments, model in listed:
            expected = formulas[fact](allocation.Arguments(arguments))
            if isinstance(expected, allocation.Trace):
                expected = expected.quantities()
            for key, charged in ((quantity, False), (f"{quantity}-charged", True)):
                if not isinstance(expected, dict) or key not in expected:
                    continue
                checked += 1
                actual = model(charged)
                if actual != expected[key]:
                    failed += 1
                    print(f"{label}: {fact} {arguments} {key}: the model says {actual}, measured {expected[key]}")
    print(f"{label}: {checked} quantities, {failed} differences")
    return failed


def main():
    gnu = compare("libstdc++", libstdcxx, Models("libstdcxx.yaml", "c.yaml"))
    llvm = compare("libc++", libcxx, Models("libstdcxx.yaml", "c.yaml", "libcxx.yaml"))
    sys.exit(1 if gnu or llvm else 0)


if __name__ == "__main__":
    main()
