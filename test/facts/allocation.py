"""What glibc charges, and the trace of allocations that a formula predicts."""

MMAP_THRESHOLD = 131064  # malloc(n) of at least this is a mapping, unless a free chunk fits


def chunk(n):
    """What glibc charges for malloc(n)."""
    if n >= MMAP_THRESHOLD:
        return (n + 16 + 4095) // 4096 * 4096
    return max(32, roundUp(n + 8, 16))


def roundUp(n, to):
    return (n + to - 1) // to * to


class Trace:
    """The quantities of one measurement, counted as the allocations happen."""

    def __init__(self):
        self.live = self.peak = self.liveCharged = self.peakCharged = 0
        self.allocations = self.throughNew = 0

    def malloc(self, n, times=1):
        for _ in range(times):
            self.live += n
            self.liveCharged += chunk(n)
            self.allocations += 1
            self.peak = max(self.peak, self.live)
            self.peakCharged = max(self.peakCharged, self.liveCharged)
        return self

    def new(self, n, times=1):
        self.throughNew += n * times
        return self.malloc(n, times)

    def free(self, n, times=1):
        self.live -= n * times
        self.liveCharged -= chunk(n) * times
        return self

    def realloc(self, old, n):
        """In place or by moving pages: never old and new at once."""
        if old:
            self.free(old)
        return self.malloc(n)

    def quantities(self):
        return {"live": self.live, "peak": self.peak, "live-charged": self.liveCharged,
                "peak-charged": self.peakCharged, "allocations": self.allocations,
                "through-new": self.throughNew}


class Facts:
    """Formulas by the name of the fact. A formula takes the fact's arguments and returns
    a trace, a dict of the quantities it knows, or one number (or range) for a plain fact."""

    def __init__(self, *parents):
        self.formulas = {}
        for parent in parents:
            self.formulas.update(parent.formulas)

    def __call__(self, *names):
        def register(formula):
            for name in names:
                self.formulas[name] = formula
            return formula
        return register


class Arguments(dict):
    """The arguments of a fact: `args.n`, `args.text`; `args.raw` is the whole column."""

    def __init__(self, raw):
        super().__init__()
        self.raw = raw
        for word in raw.split(" "):
            key, equal, value = word.partition("=")
            if equal:
                self[key] = int(value) if value.lstrip("-").isdigit() else value

    __getattr__ = dict.__getitem__
