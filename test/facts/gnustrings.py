"""std::string and the string streams of libstdc++ 12."""

from allocation import Facts, Trace

fact = Facts()


class String:
    """The heap of one string: nothing up to 15 characters, else capacity + 1."""

    inline = 15

    def __init__(self, trace, size=0):
        self.trace = trace
        self.size = size
        self.capacity = self.inline
        if size > self.inline:
            self.capacity = self.exact(size)
            trace.new(self.bytes())

    def exact(self, size):
        return size

    def bytes(self):
        return self.capacity + 1

    def release(self):
        if self.capacity > self.inline:
            self.trace.free(self.bytes())

    def move(self, capacity):
        """To a new buffer: old and new at once."""
        old = self.bytes() if self.capacity > self.inline else 0
        self.capacity = capacity
        self.trace.new(self.bytes())
        if old:
            self.trace.free(old)

    def grown(self, size):
        return max(2 * self.capacity, size)

    def resize(self, size):
        """Growth for append, push_back, insert, resize and assignment."""
        if size > self.capacity:
            self.move(self.grown(size))
        self.size = size
        return self

    reserve = resize  # from a larger request too: never below 2c

    def append(self, count):
        return self.resize(self.size + count)

    def pushEach(self, count):
        for _ in range(count):
            self.append(1)
        return self


def oneString(formula):
    """A formula over one string that is returned. Other libraries give their own string."""
    def run(args, string=String):
        trace = Trace()
        formula(string, trace, args)
        return trace
    return run


@fact("string(n,c)", "string(string)", "string.substr", "istringstream(string)", "stringstream(string)",
      "istringstream.str(string)", "ostringstream.str()")
@oneString
def _(string, trace, args):
    string(trace, args.n)


@fact("string.push_back", "string(istreambuf_iterator)")
@oneString
def _(string, trace, args):
    string(trace).pushEach(args.n)


@fact("string.append")
@oneString
def _(string, trace, args):
    string(trace, args.size).append(args.k)


@fact("string.reserve")
@oneString
def _(string, trace, args):
    string(trace).reserve(args.n)


@fact("string.reserve.grown")
@oneString
def _(string, trace, args):
    string(trace, args.size).reserve(args.n)


@fact("string.resize")
@oneString
def _(string, trace, args):
    string(trace, args.size).resize(args.n)


@fact("string.clear")
@oneString
def _(string, trace, args):
    string(trace, args.size)


@fact("string.shrink_to_fit")
@oneString
def _(string, trace, args):
    text = string(trace, args.capacity)
    text.move(text.exact(args.size))


@fact("string.assign")
@oneString
def _(string, trace, args):
    string(trace, args.capacity).resize(args.size)


@fact("string.copy-assign")
@oneString
def _(string, trace, args):
    text = string(trace, args.capacity)
    other = string(trace, args.size)
    text.resize(args.size)
    other.release()


@fact("string+string", "string+literal")
@oneString
def _(string, trace, args):
    # A copy of the left operand, then an append: a buffer of |a| is thrown away.
    string(trace, args.a).append(args.b)


@fact("string+string+string")
@oneString
def _(string, trace, args):
    string(trace, args.a).append(args.b).append(args.c)


@fact("to_string(int)", "to_string(long)")
@oneString
def _(string, trace, args):
    string(trace, len(str(args.v)))


@fact("to_string(double)")
@oneString
def _(string, trace, args):
    string(trace, len("%f" % float(args.v)))


@fact("getline", "stream>>string")
@oneString
def _(string, trace, args):
    # What the stream's buffer holds of the line is appended at once.
    string(trace).append(args.n)


@fact("getline.reused")
@oneString
def _(string, trace, args):
    line = string(trace)
    for n in map(int, args.n.split(",")):
        line.resize(n)


def streamBuffer(trace, pieces, bulk=False):
    """What a written string stream holds: 512·2^k characters, nothing up to 15."""
    capacity = 15
    for end in pieces:
        while end > capacity:
            grown = max(2 * capacity, 512)
            trace.new(grown + 1)
            if capacity > 15:
                trace.free(capacity + 1)
            capacity = grown
    return capacity


@fact("ostringstream.put", "stringstream.put", "ostringstream<<string", "ostringstream.str()&&",
      "ostringstream.str(empty)")
def _(args):
    trace = Trace()
    streamBuffer(trace, [args.n])
    return trace


@fact("ostringstream<<string.twice")
def _(args):
    trace = Trace()
    streamBuffer(trace, [args.n, 2 * args.n])
    return trace


@fact("ostringstream<<int", "locale(copy)", "cout<<")
def _(args):
    return Trace()


FILE = 472
FILE_BUFFER = 8192


def openFile(trace):
    return trace.malloc(FILE).new(FILE_BUFFER)


def closeFile(trace):
    return trace.free(FILE_BUFFER).free(FILE)


@fact("ifstream()")
def _(args):
    return Trace()


@fact("ifstream(path)", "ifstream.read", "ofstream(path)", "ofstream.written", "fstream(path)")
def _(args):
    # The buffer, and the FILE that is used for its descriptor only.
    return openFile(Trace())


@fact("new ifstream(path)")
def _(args):
    return openFile(Trace().new(520))


@fact("ifstream.closed")
def _(args):
    return closeFile(openFile(Trace()))


@fact("ifstream(missing)")
def _(args):
    return Trace().malloc(FILE).free(FILE)


@fact("stringstream<<rdbuf")
def _(args):
    trace = openFile(Trace())
    streamBuffer(trace, [args.n])
    return closeFile(trace)


@fact("stringstream<<rdbuf.str()")
def _(args):
    trace = openFile(Trace())
    capacity = streamBuffer(trace, [args.n])
    String(trace, args.n)
    trace.free(capacity + 1)
    return closeFile(trace)


@fact("string(istreambuf_iterator,file)")
def _(args):
    trace = openFile(Trace())
    String(trace).pushEach(args.n)
    return closeFile(trace)
