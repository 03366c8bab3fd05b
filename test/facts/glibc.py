"""The C library's own allocations (glibc 2.36)."""

from allocation import Facts, Trace, chunk, roundUp

fact = Facts()

FILE = 472          # struct _IO_FILE_plus and its lock, at fopen
FILE_BUFFER = 4096  # st_blksize, at the first read or write
DIRECTORY = 32768 + 48


@fact("malloc", "calloc", "malloc.after-free")
def _(args):
    # Freeing a mapping of at most 32 MiB raises the threshold to its size.
    freed = args.get("freed", 0)
    if freed <= 32 << 20 and 131064 <= args.n < freed:
        return roundUp(args.n + 8, 16)
    return chunk(args.n)


@fact("aligned_alloc")
def _(args):
    # At most one minimal chunk more than malloc(n).
    return range(chunk(args.n), chunk(args.n) + 33)


@fact("fopen", "fdopen", "tmpfile")
def _(args):
    return Trace().malloc(FILE)


@fact("fopen.read", "fopen.written", "fopen.setvbuf")
def _(args):
    # setvbuf without a buffer of the caller's ignores the size.
    return Trace().malloc(FILE).malloc(FILE_BUFFER)


@fact("popen")
def _(args):
    # The stream, and for a moment the spawned shell's file actions.
    return Trace().malloc(256).malloc(256).free(256).malloc(FILE_BUFFER).free(FILE_BUFFER).free(256)


@fact("fmemopen")
def _(args):
    return Trace().malloc(40).malloc(args.n).malloc(280)


@fact("open_memstream")
def _(args):
    # The buffer starts at 8192 and grows to 2c + 100; fclose shrinks it in place.
    trace = Trace().malloc(504)
    capacity = 8192
    trace.malloc(capacity)
    while capacity < args.n + 1:
        trace.malloc(2 * capacity + 100).free(capacity)
        capacity = 2 * capacity + 100
    return trace.realloc(capacity, args.n + 1).free(504)


@fact("getline(3)")
def _(args):
    # 120 at first, then max(2c, what this buffer of the file needs) by realloc.
    trace = Trace()
    capacity = 0
    needed = 0
    left = args.n + 1
    while left:
        piece = min(left, FILE_BUFFER)
        left -= piece
        needed += piece
        for wanted in ([needed + 1] if capacity else [120, needed + 1]):
            if wanted > capacity:
                grown = max(wanted, 2 * capacity)
                trace.realloc(capacity, grown)
                capacity = grown
    return trace


@fact("strdup")
def _(args):
    return Trace().malloc(args.n + 1)


@fact("strndup")
def _(args):
    return Trace().malloc(min(args.n, args.limit) + 1)


@fact("asprintf")
def _(args):
    # A work buffer of 100, 300, 700, … (2c + 100), old and new at once. The text is
    # copied out of a buffer that is at least half empty, else the buffer is shrunk.
    trace = Trace().malloc(100)
    capacity = 100
    while capacity < args.n:
        trace.malloc(2 * capacity + 100).free(capacity)
        capacity = 2 * capacity + 100
    used = args.n + 1
    if capacity // 2 <= used:
        return trace.realloc(capacity, used)
    return trace.malloc(used).free(capacity)


@fact("snprintf")
def _(args):
    return Trace()


@fact("sscanf(%ms)")
def _(args):
    # 100 doubles by realloc, and shrinks to the word by realloc.
    trace = Trace()
    capacity = 0
    while capacity < args.n + 1:
        trace.realloc(capacity, 2 * capacity or 100)
        capacity = 2 * capacity or 100
    return trace.realloc(capacity, args.n + 1)


@fact("realpath")
def _(args):
    return Trace().malloc(len(args.raw) + 1)


@fact("getcwd")
def _(args):
    return Trace().malloc(4096).realloc(4096, len("/tmp") + 1)


@fact("opendir")
def _(args):
    return Trace().malloc(DIRECTORY)


@fact("scandir")
def _(args):
    # Ten pointers first, and a dirent for each entry: 19 bytes and its name, in words.
    names = [".", "..", "file.txt"]
    trace = Trace().malloc(DIRECTORY).malloc(10 * 8)
    sizes = [roundUp(19 + len(name) + 1, 8) for name in names]
    for size in sizes:
        trace.malloc(size)
    trace.free(DIRECTORY)
    for size in sizes:
        trace.free(size)
    return trace


@fact("qsort")
def _(args):
    # A merge sort with a copy of the array, or of pointers to it for elements above 32
    # bytes. Below 1024 bytes it is on the stack.
    size = args.sizeof
    buffer = args.n * size if size <= 32 else 2 * args.n * 8 + size
    return Trace() if buffer < 1024 else Trace().malloc(buffer).free(buffer)
