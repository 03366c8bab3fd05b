"""The containers of libstdc++ 12."""

import re

from allocation import Facts, Trace, roundUp

fact = Facts()

# sizeof and alignof of what the facts put into containers.
TYPES = {"int": (4, 4), "char": (1, 1), "long": (8, 8), "double": (8, 8), "pointer": (8, 8),
         "string": (32, 8), "string_view": (16, 8), "vector<int>": (24, 8), "S40": (40, 1),
         "Bytes<20>": (20, 1), "Bytes<24>": (24, 1), "Bytes<600>": (600, 1),
         "user-hash-noexcept": (4, 4)}

# Hashes that are slow enough for the node to keep them.
CACHED = {"string", "string_view"}


def element(name, types=TYPES):
    """(key type, sizeof, alignof) of the element of 'map<int,string>' or 'set<int>'."""
    inner = re.fullmatch(r"[^<]*<(.*)>([.(].*)?", name).group(1)
    if inner in types:
        return (inner, *types[inner])
    key, _, value = inner.partition(",")
    align = max(types[key][1], types[value][1])
    size = roundUp(roundUp(types[key][0], types[value][1]) + types[value][0], align)
    return key, size, align


# vector ------------------------------------------------------------------------------


class Vector:
    def __init__(self, trace, sizeof, capacity=0):
        self.trace, self.sizeof, self.capacity = trace, sizeof, capacity
        if capacity:
            trace.new(capacity * sizeof)

    def move(self, capacity):
        self.trace.new(capacity * self.sizeof)
        if self.capacity:
            self.trace.free(self.capacity * self.sizeof)
        self.capacity = capacity

    def grow(self, size):
        if size > self.capacity:
            self.move(max(2 * self.capacity, size))

    def pushEach(self, count):
        for size in range(1, count + 1):
            self.grow(size)


@fact("vector<int>.push_back", "priority_queue<int>", "vector<int>(istream_iterator)")
def _(args):
    trace = Trace()
    Vector(trace, 4).pushEach(args.n)
    return trace


@fact("vector<int>(n)", "vector<int>(vector)", "vector<int>(initializer_list)")
def _(args):
    return Trace().new(4 * args.n)


def words(bits):
    return (bits + 63) // 64


@fact("vector<bool>(n)")
def _(args):
    return Trace().new(8 * words(args.n))


@fact("vector<bool>.push_back")
def _(args):
    trace = Trace()
    Vector(trace, 8).pushEach(words(args.n))
    return trace


@fact("vector<int>.resize")
def _(args):
    trace = Trace()
    Vector(trace, 4, args.c).grow(args.n)
    return trace


@fact("vector<int>.insert(k)")
def _(args):
    trace = Trace()
    Vector(trace, 4, args.c).grow(args.c + args.k)
    return trace


@fact("vector<int>.reserve", "vector<int>.copy-assign", "vector<int>.assign(n)", "vector<int>.shrink_to_fit")
def _(args):
    trace = Trace()
    Vector(trace, 4, args.c).move(args.n)
    return trace


@fact("vector<int>.clear")
def _(args):
    return Trace().new(4 * args.c)


@fact("vector<vector<double>>(n,v)")
def _(args):
    # The prototype is alive while the copies are made.
    row = 8 * args.m
    return Trace().new(row).new(24 * args.n).new(row, times=args.n).free(row)


# deque -------------------------------------------------------------------------------


class Deque:
    """Blocks of 512 bytes (or one larger element) and a map of pointers to them. The map
    starts with 8 entries and is used from its middle; one block is always ready."""

    def __init__(self, trace, sizeof, count=0):
        self.trace = trace
        self.perBlock = 512 // sizeof if sizeof < 512 else 1
        self.block = self.perBlock * sizeof
        blocks = count // self.perBlock + 1
        self.map = max(8, blocks + 2)
        self.first = (self.map - blocks) // 2
        self.last = self.first + blocks - 1
        self.begin = 0
        self.end = count % self.perBlock
        trace.new(8 * self.map).new(self.block, times=blocks)

    def push(self):
        if self.end + 1 < self.perBlock:
            self.end += 1
            return
        if self.last + 2 > self.map:
            self.makeRoom()
        self.trace.new(self.block)
        self.last += 1
        self.end = 0

    def makeRoom(self):
        blocks = self.last - self.first + 1
        if self.map <= 2 * (blocks + 1):
            old, self.map = self.map, 2 * self.map + 2
            self.trace.new(8 * self.map).free(8 * old)
        self.first = (self.map - blocks - 1) // 2
        self.last = self.first + blocks - 1

    def pop(self):
        self.begin += 1
        if self.begin == self.perBlock:
            self.trace.free(self.block)
            self.first += 1
            self.begin = 0


def pushedDeque(sizeof, args):
    trace = Trace()
    deque = Deque(trace, sizeof)
    for i in range(args.n):
        deque.push()
        if i >= args.get("window", args.n):
            deque.pop()
    return trace


@fact("deque<int>.push_back", "queue<int>", "stack<int>", "deque<int>.sliding")
def _(args):
    return pushedDeque(4, args)


@fact("deque<Bytes<24>>.push_back")
def _(args):
    return pushedDeque(24, args)


@fact("deque<string>.push_back")
def _(args):
    return pushedDeque(32, args)


@fact("deque<Bytes<600>>.push_back")
def _(args):
    return pushedDeque(600, args)


@fact("deque<int>(n)")
def _(args):
    trace = Trace()
    Deque(trace, 4, args.n)
    return trace


@fact("deque<int>.drained", "deque<int>.clear")
def _(args):
    # One block and the whole map stay.
    trace = Trace()
    deque = Deque(trace, 4, args.n)
    return trace.free(deque.block, times=deque.last - deque.first)


# nodes -------------------------------------------------------------------------------


def register(names, formula):
    for name in names:
        fact(name)(lambda args, name=name: formula(name, args))


def linkedNodes(links):
    def formula(name, args):
        _, size, _ = element(name)
        return Trace().new(roundUp(8 * links + size, 8), times=args.n)
    return formula


register(["list<int>", "list<string>", "list<Bytes<20>>"], linkedNodes(2))
register(["forward_list<int>", "forward_list<string>"], linkedNodes(1))
# Colour and three pointers.
register(["map<int,int>", "map<string,int>", "map<string,string>", "map<int,S40>", "map<int,char>",
          "map<int,vector<int>>", "multimap<int,int>", "set<int>", "set<char>", "set<string>",
          "multiset<double>", "map<int,int>.emplace.twice"], linkedNodes(4))


def hashNode(name):
    """The link, the element, and the hash of a key that is slow to hash."""
    key, size, _ = element(name)
    return roundUp(8 + size, 8) + (8 if key in CACHED else 0)


BUCKETS = [13, 29, 59, 127, 257, 541, 1109, 2357, 5087, 10273, 20753, 42043, 85229, 172933, 351061,
           712697, 1447153, 2938679, 5967347]


def insertEach(trace, node, count, series=BUCKETS):
    """Each element: its node, then a new bucket array beside the old when there are more
    elements than buckets. An empty table has none of its own."""
    buckets = 0
    for size in range(1, count + 1):
        trace.new(node)
        grown = next(prime for prime in series if prime >= size)
        if grown > buckets:
            trace.new(8 * grown)
            if buckets:
                trace.free(8 * buckets)
            buckets = grown
    return buckets


def hashed(name, args):
    trace = Trace()
    insertEach(trace, hashNode(name), args.n)
    return trace


register(["unordered_map<int,int>"] + [name + ".node" for name in [
    "unordered_map<int,int>", "unordered_map<long,double>", "unordered_map<double,int>",
    "unordered_map<pointer,int>", "unordered_map<string,int>", "unordered_map<string,string>",
    "unordered_map<string_view,int>", "unordered_map<int,string>", "unordered_map<int,vector<int>>",
    "unordered_set<int>", "unordered_set<string>", "unordered_set<user-hash-noexcept>",
    "unordered_multimap<int,int>", "unordered_multiset<string>"]], hashed)


@fact("unordered_map<int,int>(range)")
def _(args):
    return hashed("unordered_map<int,int>", args)


@fact("unordered_map<int,int>(copy)")
def _(args):
    buckets = next(prime for prime in BUCKETS if prime >= args.n)
    return Trace().new(8 * buckets).new(16, times=args.n)


@fact("unordered_map<int,int>.clear")
def _(args):
    buckets = next(prime for prime in BUCKETS if prime >= args.n)
    return Trace().new(8 * buckets).new(16, times=args.n).free(16, times=args.n)


@fact("unordered_map<int,int>.reserve")
def _(args):
    # The next of a longer list of primes, at most 11 % above n (from 11 on).
    primes = {1: 2, 13: 13, 14: 17, 100: 103, 1000: 1031, 10000: 10273}
    return Trace().new(8 * primes[args.n])


@fact("unordered_set.buckets")
def _(args):
    return next(prime for prime in BUCKETS if prime >= args.n)
