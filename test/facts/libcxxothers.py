"""Owners, algorithms, threads and paths of libc++ 22."""

from allocation import Facts, Trace, roundUp
from gnuothers import DIRECTORY, THREAD_VECTOR, boxed, temporary

fact = Facts()

# owners ------------------------------------------------------------------------------

COUNTS = 24  # vtable and the two counts of a control block


@fact("make_shared", "weak_ptr.outlives.make_shared")
def _(args):
    align = args.get("alignof", 8)
    return Trace().new(roundUp(roundUp(COUNTS, align) + args.sizeof, align))


@fact("shared_ptr(new)")
def _(args):
    return Trace().new(args.sizeof).new(COUNTS + 8)


@fact("shared_ptr(new,deleter)")
def _(args):
    return Trace().new(args.sizeof).new(COUNTS + 8 + args.deleter)


@fact("make_shared<int[]>")
def _(args):
    return Trace().new(4 * args.n + 32)


@fact("weak_ptr.outlives.new")
def _(args):
    return Trace().new(args.sizeof).new(COUNTS + 8).free(args.sizeof)


@fact("function", "function(non-trivial)")
def _(args):
    return Trace() if args.target <= 24 else Trace().new(roundUp(8 + args.target, 8))


@fact("function(bind)")
def _(args):
    return Trace().new(roundUp(8 + args.target + 1, 8))


@fact("any", "any(string)", "any(vector<int>)", "any(shared_ptr)")
def _(args):
    return boxed(args.value, 24)


# algorithms --------------------------------------------------------------------------


@fact("stable_sort")
def _(args):
    # All of it; small arrays of trivial elements are sorted by insertion.
    return temporary(args.n if args.n > 128 else 0, args)


@fact("stable_partition")
def _(args):
    return Trace()  # nothing moves: the facts' predicate is false for all


# threads -----------------------------------------------------------------------------


def thread(payload):
    """The thread's own structure (8), what it calls, and its list of exits (48)."""
    return 8 + roundUp(8 + payload, 8) + 48


def startAndJoin(payload, heap=0):
    # The parts are freed by the thread while it is started: the peak may miss the last.
    most = thread(payload) + heap
    return {"live": 0, "peak": range(most - 48, most + 1)}


@fact("thread")
def _(args):
    return startAndJoin(args.callable)


@fact("thread.first")
def _(args):
    return {"live": THREAD_VECTOR}


@fact("thread(copied-argument)")
def _(args):
    return startAndJoin(24, 4 * args.n)


@fact("thread(ref)")
def _(args):
    return startAndJoin(8)


@fact("condition_variable_any")
def _(args):
    return Trace().new(64).free(64)


def state(args, payload=0):
    """The shared state of 116 bytes, the value in its tail, and what is to be called."""
    if args.raw == "void":
        return 120
    return roundUp(roundUp(116, args.alignof) + args.sizeof + payload, 8)


@fact("promise", "packaged_task", "shared_future")
def _(args):
    return Trace().new(state(args))


@fact("async(deferred)")
def _(args):
    return Trace().new(state(args, 1))


@fact("async(async)")
def _(args):
    most = state(args, 1) + thread(24)
    return {"live": 0, "peak": range(most - 48, most + 1)}


# filesystem --------------------------------------------------------------------------


@fact("path")
def _(args):
    """A path is its string, which is appended to when it is made of characters."""
    size = len(args.text)
    return Trace() if size <= 22 else Trace().new(roundUp(max(44, size) + 1, 8))


@fact("path(copy)", "path/path")
def _(args):
    return Trace()  # the facts' paths are short


@fact("path.parent_path()")
def _(args):
    return Trace()


@fact("directory_iterator")
def _(args):
    return {"live": DIRECTORY + 144}


@fact("recursive_directory_iterator")
def _(args):
    return {"live": DIRECTORY + 4120}


@fact("recursive_directory_iterator.deep")
def _(args):
    return {"live": 2 * DIRECTORY + 4168}
