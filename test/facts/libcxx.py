"""Every formula for libc++ 22 on glibc 2.36: those of libstdc++, and what differs."""

import gnucontainers
import gnustrings
import libcxxothers
import libstdcxx
from allocation import Facts, Trace, roundUp
from gnucontainers import element

fact = Facts(libstdcxx.fact, libcxxothers.fact)

SIZEOF = {
    "string": 24, "string_view": 16, "span<int>": 16, "vector<int>": 24, "vector<bool>": 24,
    "deque<int>": 48, "list<int>": 24, "forward_list<int>": 8, "map<int,int>": 24, "set<int>": 24,
    "unordered_map<int,int>": 40, "unordered_set<int>": 40, "queue<int>": 48, "priority_queue<int>": 32,
    "unique_ptr<int>": 8, "shared_ptr<int>": 16, "weak_ptr<int>": 16, "function<void()>": 48, "any": 32,
    "optional<int>": 8, "optional<string>": 32, "variant<int,string>": 32, "pair<int,string>": 32,
    "ifstream": 336, "ofstream": 328, "fstream": 344, "filebuf": 168, "istringstream": 272,
    "ostringstream": 264, "stringstream": 280, "stringbuf": 104, "regex": 64, "smatch": 112,
    "filesystem::path": 24, "filesystem::directory_iterator": 16, "filesystem::directory_entry": 80,
    "thread": 8, "mutex": 40, "condition_variable": 48, "promise<int>": 8, "future<int>": 8,
    "packaged_task<int()>": 64,
}


@fact("sizeof")
def _(args):
    return SIZEOF[args.raw]


# strings -----------------------------------------------------------------------------


class String(gnustrings.String):
    """Nothing up to 22 characters, else whole words (26 bytes for exactly 23)."""

    inline = 22

    def exact(self, size):
        capacity = roundUp(size + 1, 8) - 1
        return 25 if capacity == 23 else capacity

    def grown(self, size):
        return self.exact(max(2 * self.capacity, size))

    def reserve(self, size):
        if size > self.capacity:
            self.move(self.exact(size))


# The same operations on another string.
for name in ["string(n,c)", "string(string)", "string.substr", "istringstream(string)",
             "stringstream(string)", "istringstream.str(string)", "ostringstream.str()",
             "string.push_back", "string(istreambuf_iterator)", "string.append", "string.reserve",
             "string.reserve.grown", "string.resize", "string.clear", "string.shrink_to_fit",
             "string.assign", "string.copy-assign", "to_string(int)", "to_string(long)",
             "to_string(double)", "getline", "getline.reused"]:
    fact(name)(lambda args, name=name: gnustrings.fact.formulas[name](args, string=String))


def pushed(trace, count):
    return String(trace).pushEach(count)


@fact("stream>>string", "ostringstream.put", "stringstream.put", "ostringstream<<string",
      "ostringstream.str()&&")
def _(args):
    # One character at a time; a string stream fills its string's capacity.
    trace = Trace()
    pushed(trace, args.n)
    return trace


@fact("ostringstream<<string.twice")
def _(args):
    trace = Trace()
    pushed(trace, 2 * args.n)
    return trace


@fact("ostringstream.str(empty)")
def _(args):
    trace = Trace()
    pushed(trace, args.n).release()
    return trace


@fact("string+string", "string+literal")
def _(args):
    trace = Trace()
    String(trace, args.a + args.b)
    return trace


@fact("string+string+string")
def _(args):
    trace = Trace()
    String(trace, args.a + args.b).append(args.c)
    return trace


# file streams ------------------------------------------------------------------------

BUFFER = 4096  # made with the stream, kept when it is closed
FILE = 472
FILE_BUFFER = 4096  # the FILE's own, at the first read or write


@fact("ifstream()")
def _(args):
    return Trace().new(BUFFER)


@fact("ifstream(path)", "ofstream(path)", "fstream(path)")
def _(args):
    return Trace().new(BUFFER).malloc(FILE)


@fact("new ifstream(path)")
def _(args):
    return Trace().new(336).new(BUFFER).malloc(FILE)


def usedFile(trace):
    return trace.new(BUFFER).malloc(FILE).malloc(FILE_BUFFER)


@fact("ifstream.read", "ofstream.written")
def _(args):
    return usedFile(Trace())


@fact("ifstream.closed")
def _(args):
    return usedFile(Trace()).free(FILE_BUFFER).free(FILE)


@fact("ifstream(missing)")
def _(args):
    return Trace().new(BUFFER).malloc(FILE).free(FILE)


def closeFile(trace):
    return trace.free(FILE_BUFFER).free(FILE).free(BUFFER)


@fact("stringstream<<rdbuf", "string(istreambuf_iterator,file)")
def _(args):
    trace = usedFile(Trace())
    pushed(trace, args.n)
    return closeFile(trace)


@fact("stringstream<<rdbuf.str()")
def _(args):
    trace = usedFile(Trace())
    text = pushed(trace, args.n)
    String(trace, args.n)
    text.release()
    return closeFile(trace)


# containers --------------------------------------------------------------------------

TYPES = dict(gnucontainers.TYPES, string=(24, 8))


@fact("vector<int>.copy-assign", "vector<int>.assign(n)")
def _(args):
    # The old buffer is given back before the new one is asked for.
    return Trace().new(4 * args.c).free(4 * args.c).new(4 * args.n)


class Deque:
    """Blocks of 4096 bytes, or of 16 elements above 256 bytes; nothing when empty."""

    def __init__(self, sizeof):
        self.perBlock = 4096 // sizeof if sizeof < 256 else 16
        self.block = self.perBlock * sizeof

    def pushed(self, count):
        blocks = count // self.perBlock + 1 if count else 0
        entries = 1 << (blocks - 1).bit_length() if blocks else 0
        return {"live": blocks * self.block + 8 * entries}


for name in ["deque<int>.push_back", "queue<int>", "stack<int>"]:
    fact(name)(lambda args: Deque(4).pushed(args.n))
fact("deque<Bytes<24>>.push_back")(lambda args: Deque(24).pushed(args.n))
fact("deque<string>.push_back")(lambda args: Deque(24).pushed(args.n))
fact("deque<Bytes<600>>.push_back")(lambda args: Deque(600).pushed(args.n))


@fact("deque<int>(n)")
def _(args):
    blocks = args.n // 1024 + 1 if args.n else 0
    return {"live": blocks * (4096 + 8)}


@fact("deque<int>.drained", "deque<int>.clear")
def _(args):
    return {"live": 2 * 4096 + 8 * (args.n // 1024 + 1)}  # two blocks and the whole map


@fact("deque<int>.sliding")
def _(args):
    return {"live": 2 * 4096 + 16}


def register(names, formula):
    for name in names:
        fact(name)(lambda args, name=name: formula(name, args))


def listNode(links):
    def formula(name, args):
        return Trace().new(roundUp(8 * links + element(name, TYPES)[1], 8), times=args.n)
    return formula


def treeNode(name, args):
    _, size, align = element(name, TYPES)
    return Trace().new(roundUp(roundUp(25, align) + size, 8), times=args.n)


def hashed(name, args):
    trace = Trace()
    node = roundUp(16 + element(name, TYPES)[1], 8)  # the hash is always kept
    gnucontainers.insertEach(trace, node, args.n, BUCKETS)
    return trace


BUCKETS = [2, 5, 11, 23, 47, 97, 197, 397, 797, 1597, 3203, 6421, 12853, 25717, 51437, 102877, 205759,
           411527, 823117, 1646237, 3292489]

register(["list<int>", "list<string>", "list<Bytes<20>>"], listNode(2))
register(["forward_list<int>", "forward_list<string>"], listNode(1))
register([name for name in gnucontainers.fact.formulas if name.startswith(("map<", "set<", "multi"))],
         treeNode)
register([name for name in gnucontainers.fact.formulas if name.startswith("unordered_")
          and (name.endswith(".node") or name in ("unordered_map<int,int>", "unordered_map<int,int>(range)"))],
         hashed)


def bucketsFor(n):
    return next(prime for prime in BUCKETS if prime >= n)


@fact("unordered_map<int,int>(copy)")
def _(args):
    return Trace().new(8 * bucketsFor(args.n)).new(24, times=args.n)


@fact("unordered_map<int,int>.clear")
def _(args):
    return {"live": 8 * bucketsFor(args.n)}


@fact("unordered_map<int,int>.reserve")
def _(args):
    # The next prime.
    primes = {1: 2, 13: 13, 14: 17, 100: 101, 1000: 1009, 10000: 10007}
    return Trace().new(8 * primes[args.n])


@fact("unordered_set.buckets")
def _(args):
    return bucketsFor(args.n)
