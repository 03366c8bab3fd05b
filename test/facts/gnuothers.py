"""Layout, owners, algorithms, threads and paths of libstdc++ 12."""

from allocation import Facts, Trace, roundUp

fact = Facts()

SIZEOF = {
    "string": 32, "string_view": 16, "span<int>": 16, "vector<int>": 24, "vector<bool>": 40,
    "deque<int>": 80, "list<int>": 24, "forward_list<int>": 8, "map<int,int>": 48, "set<int>": 48,
    "unordered_map<int,int>": 56, "unordered_set<int>": 56, "queue<int>": 80, "priority_queue<int>": 32,
    "unique_ptr<int>": 8, "shared_ptr<int>": 16, "weak_ptr<int>": 16, "function<void()>": 32, "any": 16,
    "optional<int>": 8, "optional<string>": 40, "variant<int,string>": 40, "pair<int,string>": 40,
    "ifstream": 520, "ofstream": 512, "fstream": 528, "filebuf": 240, "istringstream": 384,
    "ostringstream": 376, "stringstream": 392, "stringbuf": 104, "regex": 32, "smatch": 32,
    "filesystem::path": 40, "filesystem::directory_iterator": 16, "filesystem::directory_entry": 48,
    "thread": 8, "mutex": 40, "condition_variable": 48, "promise<int>": 24, "future<int>": 16,
    "packaged_task<int()>": 16,
}


@fact("sizeof")
def _(args):
    return SIZEOF[args.raw]


# owners ------------------------------------------------------------------------------

COUNTS = 16  # vtable and the two counts of a control block


@fact("make_shared")
def _(args):
    return Trace().new(roundUp(COUNTS + args.sizeof, 8))


@fact("shared_ptr(new)")
def _(args):
    return Trace().new(args.sizeof).new(COUNTS + 8)


@fact("shared_ptr(new,deleter)")
def _(args):
    return Trace().new(args.sizeof).new(COUNTS + 8 + args.deleter)


@fact("make_shared<int[]>")
def _(args):
    # One block of ints: the elements, then the control block and its slack.
    return Trace().new(4 * args.n + 44)


@fact("weak_ptr.outlives.make_shared")
def _(args):
    return Trace().new(roundUp(COUNTS + args.sizeof, 8))


@fact("weak_ptr.outlives.new")
def _(args):
    return Trace().new(args.sizeof).new(COUNTS + 8).free(args.sizeof)


@fact("make_unique")
def _(args):
    return Trace().new(args.sizeof)


@fact("make_unique<int[]>", "new[](trivial)")
def _(args):
    return Trace().new(4 * args.n)


@fact("new[](string)")
def _(args):
    return Trace().new(args.sizeof * args.n + 8)  # the count, for the destructors


@fact("make_unique<mutex>")
def _(args):
    return Trace().new(40)


@fact("shared_ptr(copy)", "weak_ptr", "optional", "variant", "tuple", "bind", "function(pointer)")
def _(args):
    return Trace()


def boxed(size, inline):
    return Trace() if size <= inline else Trace().new(size)


@fact("function")
def _(args):
    return boxed(args.target, 16)


@fact("function(non-trivial)")
def _(args):
    return boxed(args.target, 0)  # only what is trivially copyable is inline


@fact("function(bind)")
def _(args):
    return boxed(args.target + 1, 16)  # the lambda takes a byte


@fact("any", "any(string)", "any(int)", "any(vector<int>)", "any(shared_ptr)", "any(double)")
def _(args):
    return boxed(args.value, 8)


# algorithms --------------------------------------------------------------------------


def temporary(elements, args):
    size = elements * args.sizeof
    return Trace().new(size).free(size) if size else Trace()


@fact("sort", "nth_element", "partial_sort", "make_heap", "rotate", "unique", "reverse", "accumulate",
      "remove_if")
def _(args):
    return Trace()


@fact("stable_sort")
def _(args):
    return temporary((args.n + 1) // 2, args)


@fact("inplace_merge")
def _(args):
    return temporary(min(args.first, args.n - args.first), args)


@fact("stable_partition")
def _(args):
    return temporary(args.n, args)


# threads -----------------------------------------------------------------------------

THREAD_VECTOR = 288  # glibc's, kept with the stack of a thread that ended


def threadState(callable):
    return roundUp(8 + callable, 8)


@fact("thread")
def _(args):
    state = threadState(args.callable)
    return Trace().new(state).free(state)


@fact("thread.first")
def _(args):
    return Trace().new(16).malloc(THREAD_VECTOR).free(16)


@fact("thread(copied-argument)")
def _(args):
    # The decayed copy of the vector, and its elements.
    state = threadState(24)
    return Trace().new(4 * args.n).new(state).free(state).free(4 * args.n)


@fact("thread(ref)")
def _(args):
    return Trace().new(16).free(16)


@fact("condition_variable")
def _(args):
    return Trace()


@fact("condition_variable_any")
def _(args):
    return Trace().new(56).free(56)  # a mutex that waiters may outlive


def result(args):
    return 16 if args.raw == "void" else roundUp(17 + args.sizeof, 8)


@fact("promise", "shared_future")
def _(args):
    return Trace().new(48).new(result(args))


@fact("packaged_task", "async(deferred)")
def _(args):
    return Trace().new(64).new(result(args))


@fact("async(async)")
def _(args):
    return Trace().new(80).new(result(args)).new(32).free(32).free(result(args)).free(80)


# filesystem --------------------------------------------------------------------------


def heapOf(text):
    return len(text) + 1 if len(text) > 15 else 0


def components(text):
    """The path's own list: the root, each name, and an empty name after a last slash."""
    names = (["/"] if text.startswith("/") else []) + [name for name in text.split("/") if name]
    if text.endswith("/") and text != "/":
        names.append("")
    return names


def pathBlocks(text):
    """The string, the list of components when there are several, and their strings."""
    names = components(text)
    blocks = [heapOf(text)]
    if len(names) > 1:
        blocks += [8 + 48 * len(names)] + [heapOf(name) for name in names]
    return [block for block in blocks if block]


def path(text, trace=None):
    trace = trace or Trace()
    for block in pathBlocks(text):
        trace.new(block)
    return trace


@fact("path", "path(copy)")
def _(args):
    return path(args.text)


@fact("path/path")
def _(args):
    # The list of the left side is replaced by a longer one.
    trace = path("/a/b")
    return path(args.text, trace).free(pathBlocks("/a/b")[0])


@fact("path.string()", "path.filename()")
def _(args):
    return Trace()


@fact("path.parent_path()")
def _(args):
    return path("/a/b")


DIRECTORY = 32768 + 48  # glibc's DIR


def pathBytes(text):
    return sum(pathBlocks(text))


# An iterator holds the directory's path and stream, and the entry's path. While it moves
# on, another copy of the entry's path is alive, which the facts do not pin down.


def level(args, depth):
    names = args.entry.split("/")
    folder = "/".join([args.folder] + names[:depth])
    return DIRECTORY + pathBytes(folder) + pathBytes(folder + "/" + names[depth])


def assigned(args):
    """The folder's path is assigned to an empty one, whose string then grows to at least 30."""
    size = len(args.folder)
    return max(30, size) - size if size > 15 else 0


@fact("directory_iterator")
def _(args):
    return {"live": level(args, 0) + 112 + assigned(args)}


@fact("recursive_directory_iterator")
def _(args):
    # A deque of directories, 96 bytes each.
    return {"live": level(args, 0) + 136 + 64 + 480 + assigned(args)}


@fact("recursive_directory_iterator.deep")
def _(args):
    return {"live": level(args, 0) + level(args, 1) + 136 + 64 + 480 + assigned(args)}
