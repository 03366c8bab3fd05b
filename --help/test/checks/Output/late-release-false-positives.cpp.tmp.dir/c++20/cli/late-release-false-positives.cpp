// RUN: %check_highwater %s late-release
// What makes people switch such a check off. All of it is silent, except what says so.
#include "Inputs/std.h"

double sum(const std::vector<double> &values);
void show(double);
bool coin();

struct Table {
  std::vector<double> cells;
  std::vector<int> labels;
};

// Still used through something else: see late-release-idioms.cpp. Here, what runs later on its own.

struct Future {
  std::thread worker;
  double get();
};
Future async(double (*work)(const std::vector<double> &), const std::vector<double> &values);

void asynchronousTaskStillUsesIt(size_t n) {
  std::vector<double> a(n);
  Future future = async(sum, a);
  std::vector<double> later(n);
  show(sum(later) + future.get());
}

void threadIsStillRunning(size_t n) {
  std::vector<double> a(n);
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i)
    workers.push_back(std::thread([&a, i] { show(a[i]); }));
  std::vector<double> later(n);
  show(sum(later));
  for (std::thread &worker : workers)
    worker.join();
}

void threadMemberStillUsesIt(size_t n) {
  std::vector<double> a(n);
  Future future{std::thread([&a] { show(a[0]); })};
  std::vector<double> later(n);
  show(sum(later));
  future.worker.join();
}

void detachedThreadStillUsesIt(size_t n) {
  std::vector<double> a(n);
  std::thread([&a] { show(a[0]); }).detach();
  std::vector<double> later(n);
  show(sum(later));
}

struct Joining {
  std::thread worker;
  ~Joining() { worker.join(); }
};

void threadIsJoinedByADestructor(size_t n) {
  std::vector<double> a(n);
  Joining joining{std::thread([&a] { show(a[0]); })};
  std::vector<double> later(n);
  show(sum(later));
}

struct Finally {
  const std::vector<double> &values;
  ~Finally() { show(sum(values)); }
};

void destructorOfAnotherUsesIt(size_t n) {
  std::vector<double> a(n);
  Finally finally{a};
  std::vector<double> later(n);
  show(sum(later));
}

std::vector<const std::vector<double> *> registry;
void enter(const std::vector<double> &values) { registry.push_back(&values); }
void enterIndirectly(const std::vector<double> &values) { enter(values); }

void keptByAFunctionThatIsKnown(size_t n) {
  std::vector<double> a(n);
  enterIndirectly(a);
  std::vector<double> later(n);
  show(sum(later));
}

struct Registered {
  Registered() { enter(values); }
  std::vector<double> values;
  void fill(size_t n) {
    values.resize(n);
    enter(values);
  }
};

void keptByItsOwnMethod(size_t n) {
  Registered a;
  a.fill(n);
  std::vector<double> later(n);
  show(sum(later));
}

struct Stage {
  virtual ~Stage();
  virtual void run(std::vector<double> &values) = 0;
};

void givenToAVirtualMethod(Stage &stage, size_t n) {
  std::vector<double> a(n);
  stage.run(a);
  std::vector<double> later(n);
  show(sum(later));
}

void givenToAFunctionPointer(void (*run)(std::vector<double> &), size_t n) {
  std::vector<double> a(n);
  run(a);
  std::vector<double> later(n);
  show(sum(later));
}

// Consumed or transformed by a method that returns a view of itself; builder chains.

struct Builder {
  std::vector<double> parts;
  Builder &add(double part) {
    parts.push_back(part);
    return *this;
  }
  Builder &reserve(size_t n) {
    parts.reserve(n);
    return *this;
  }
  double total() const { return sum(parts); }
};

void builderChainIsUsed(size_t n) {
  Builder builder;
  Builder &chain = builder.reserve(n).add(1).add(2);
  std::vector<double> later(n);
  show(sum(later) + chain.total());
}

struct Slice {
  const double *first;
  size_t count;
  Slice drop(size_t some) const { return {first + some, count - some}; }
  Slice take(size_t some) const { return {first, some}; }
};
Slice sliceOf(const std::vector<double> &values);

void chainOfViewsIsUsed(size_t n) {
  std::vector<double> a(n);
  Slice slice = sliceOf(a).drop(1).take(10);
  std::vector<double> later(n);
  show(sum(later) + slice.first[0]);
}

// Hoisted on purpose: the next iteration reuses the buffer.

void bufferOfTheOuterLoop(size_t n) {
  std::vector<double> scratch;
  for (size_t file = 0; file < n; ++file) {
    scratch.clear();
    for (size_t i = 0; i < n; ++i)
      scratch.push_back(i);
    double level = sum(scratch);
    std::vector<double> later(n, level);
    show(sum(later));
  }
}

void bufferOfTheOuterLoopIsResized(size_t n) {
  std::vector<double> scratch;
  for (size_t file = 0; file < n; ++file) {
    scratch.resize(n);
    scratch[0] = file;
    show(sum(scratch));
    std::vector<double> later(n);
    show(sum(later));
  }
}

void bufferOfTheOuterLoopIsAssigned(size_t n) {
  std::vector<double> scratch;
  for (size_t file = 0; file < n; ++file) {
    scratch.assign(n, 0.5);
    show(sum(scratch));
    std::vector<double> later(n);
    show(sum(later));
  }
}

void lineBufferOfALoop(const char *path, size_t n) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    show(line.size());
    std::vector<double> later(n);
    show(sum(later));
  }
}

// Last use in one branch, or in a loop that is left by `break`.

void lastUseInALoopThatMayGoOn(size_t n) {
  std::vector<double> a(n);
  for (size_t i = 0; i < n; ++i) {
    if (a[i] > 0)
      break;
    std::vector<double> later(n);
    show(sum(later));
  }
}

void stillUsedOnOneBranch(size_t n) {
  std::vector<double> a(n);
  double level = sum(a);
  std::vector<double> later(n);
  show(sum(later));
  if (level > 0)
    show(a[0]);
}

void stillUsedInACatch(size_t n) {
  std::vector<double> a(n);
  double level = sum(a);
  try {
    std::vector<double> later(n);
    show(sum(later) + level);
  } catch (...) {
    show(a[0]);
  }
}

// Destructors with visible effects.

struct Transaction {
  std::vector<double> pending;
  explicit Transaction(size_t n) : pending(n) {}
  ~Transaction() { show(sum(pending)); }
};

void transactionCommitsAtItsEnd(size_t n) {
  Transaction transaction(n);
  show(transaction.pending[0]);
  std::vector<double> later(n);
  show(sum(later));
}

struct Counted {
  std::vector<double> values;
  static int living;
  explicit Counted(size_t n) : values(n) { ++living; }
  ~Counted() { --living; }
};

void destructorCounts(size_t n) {
  Counted counted(n);
  show(counted.values[0]);
  std::vector<double> later(n);
  show(sum(later));
}

struct Quiet {
  double *values;
  explicit Quiet(size_t n) : values(new double[n]) {}
  ~Quiet() { clear(); }
  void clear() {
    delete[] values;
    values = nullptr;
  }
};

void destructorOnlyReleases(size_t n) {
  Quiet quiet(n);
  //
  show(quiet.values[0]);
  std::vector<double> later(n);
  show(sum(later));
}

struct Log {
  void write(const char *text);
};
struct Span {
  Log *log;
  std::vector<double> samples;
  Span(Log *log, size_t n) : log(log), samples(n) {}
  ~Span() { log->write("done"); }
};

void tracingSpanEndsWithItsScope(Log *log, size_t n) {
  Span span(log, n);
  show(span.samples[0]);
  std::vector<double> later(n);
  show(sum(later));
}

struct Locked {
  std::mutex &mutex;
  std::vector<double> values;
  Locked(std::mutex &mutex, size_t n) : mutex(mutex), values(n) { mutex.lock(); }
  ~Locked() { mutex.unlock(); }
};

void lockIsHeld(std::mutex &mutex, size_t n) {
  Locked locked(mutex, n);
  show(locked.values[0]);
  std::vector<double> later(n);
  show(sum(later));
}

struct GuardedTable {
  std::lock_guard<std::mutex> guard;
  std::vector<double> values;
};

void memberIsALock(std::mutex &mutex, size_t n) {
  GuardedTable table{std::lock_guard<std::mutex>(mutex), std::vector<double>(n)};
  show(table.values[0]);
  std::vector<double> later(n);
  show(sum(later));
}

struct Report {
  std::ofstream file;
  std::vector<double> values;
  Report(const char *path, size_t n) : file(path), values(n) {}
};

void memberIsAFile(size_t n) {
  Report report("report.txt", n);
  show(report.values[0]);
  std::vector<double> later(n);
  show(sum(later));
}

struct Base {
  virtual ~Base();
};
struct Derived : Base {
  std::vector<double> values;
};

void destructorIsNotKnown(size_t n) {
  Derived derived;
  derived.values.resize(n);
  show(derived.values[0]);
  std::vector<double> later(n);
  show(sum(later));
}

void ownerOfWhatHasAnEffect(size_t n) {
  auto transaction = std::make_unique<Transaction>(n);
  show(transaction->pending[0]);
  std::vector<double> later(n);
  show(sum(later));
}

// Returned, moved from, released already.

std::vector<double> returnedWithoutACopy(size_t n) {
  std::vector<double> result(n);
  result[0] = 1;
  std::vector<double> later(n);
  show(sum(later));
  return result;
}

std::vector<double> returnedFromEitherBranch(size_t n) {
  std::vector<double> a(n);
  std::vector<double> b(n);
  if (coin())
    return a;
  return b;
}

void movedIntoAContainer(size_t n) {
  std::vector<std::vector<double>> all;
  std::vector<double> a(n);
  all.push_back(std::move(a));
  std::vector<double> b(n);
  all.push_back(std::move(b));
  show(sum(all[0]) + sum(all[1]));
}

void movedIntoALambda(size_t n) {
  std::vector<double> a(n);
  auto later = [a = std::move(a)] { return a[0]; };
  std::vector<double> b(n);
  show(sum(b) + later());
}

void movedIntoAMember(size_t n) {
  Builder builder;
  std::vector<double> a(n);
  builder.parts = std::move(a);
  std::vector<double> b(n);
  show(sum(b) + builder.total());
}

void swappedIntoWhatIsUsed(size_t n) {
  std::vector<double> a(n), kept;
  kept.swap(a);
  std::vector<double> b(n);
  show(sum(b) + sum(kept));
}

void swappedWithEmptyAlready(size_t n) {
  std::vector<double> a(n), empty;
  show(sum(a));
  std::swap(a, empty);
  std::vector<double>().swap(empty);
  std::vector<double> b(n);
  show(sum(b));
}

void exchangedAlready(size_t n) {
  std::vector<double> a(n);
  show(sum(std::exchange(a, std::vector<double>())));
  std::vector<double> b(n);
  show(sum(b));
}

void assignedBracesAlready(size_t n) {
  Table a;
  a.cells.resize(n);
  show(sum(a.cells));
  a = {};
  std::vector<double> b(n);
  show(sum(b));
}

void resetAlready(size_t n) {
  auto a = std::make_unique<Table>();
  a->cells.resize(n);
  show(sum(a->cells));
  a.reset();
  std::vector<double> b(n);
  show(sum(b));
}

void ownershipGivenAway(size_t n) {
  void adopt(Table *);
  auto a = std::make_unique<Table>();
  a->cells.resize(n);
  adopt(a.release());
  std::vector<double> b(n);
  show(sum(b));
}

// Static and global on purpose.

double lookUp(size_t key, size_t n) {
  static std::vector<double> cache(1 << 20);
  double known = cache[key % (1 << 20)];
  std::vector<double> later(n);
  return known + sum(later);
}

std::vector<double> table(1 << 20);

double useOfAGlobal(size_t n) {
  double known = table[0];
  std::vector<double> later(n);
  return known + sum(later);
}

// Dies a few statements later anyway, and nothing large happens between.

void diesSoon(size_t n) {
  std::vector<double> a(n);
  double level = sum(a);
  show(level);
  show(level + 1);
}

void whatFollowsIsFarSmaller(size_t n) {
  std::vector<std::vector<double>> a(n, std::vector<double>(1000));
  double level = a[0][0];
  std::vector<double> later(n);
  show(sum(later) + level);
}

// Explicit but late is a finding.

void lateDelete(size_t n) {
  Table *a = new Table;
  //
  a->cells.resize(n);
  double level = a->cells[0];
  std::vector<double> later(n);
  show(sum(later) + level);
  delete a;
}

void lateReset(size_t n) {
  std::shared_ptr<Table> a = std::make_shared<Table>();
  //
  a->cells.resize(n);
  double level = a->cells[0];
  std::vector<double> later(n);
  show(sum(later) + level);
  a.reset();
}

// Advice that contradicts other rules: no freeing in a loop what is hoisted, no move from what is used again.

void freedInALoopWouldBeAllocatedAgain(size_t n) {
  std::vector<double> scratch(n);
  for (int round = 0; round < 100; ++round) {
    scratch[0] = round;
    show(sum(scratch));
    std::vector<double> later(n);
    show(sum(later));
  }
}

// Memory of a loop counts once, not once per iteration: what is dead here saves nothing.

void iterationsDoNotAddUp(size_t n) {
  std::vector<double> whole(100 * n);
  show(sum(whole));
  for (int round = 0; round < 1000; ++round) {
    std::vector<double> sample(n);
    show(sum(sample));
  }
}

// Within one statement there is no place for a release.

void restOfTheStatementAllocates(size_t n) {
  std::vector<double> a(n);
  show(a[0] + sum(std::vector<double>(n)));
}

// Views and shared buffers count once: three handles of one block are no larger than what follows.

void sharedHandlesCountOnce(size_t n) {
  auto a = std::make_shared<std::vector<double>>(n);
  auto b = a, c = a, d = a;
  std::span<double> view(*a);
  show(view[0] + sum(*b) + sum(*c) + sum(*d));
  b.reset();
  c.reset();
  d.reset();
  a.reset();
  std::vector<double> later(n);
  show(sum(later));
}

void viewsHoldNothing(std::vector<double> &all, size_t n) {
  std::span<double> view(all);
  show(view[0]);
  std::vector<double> later(n);
  show(sum(later));
}

// Once, however many instances a template has.

template <class T> void twoStages(size_t n) {
  std::vector<T> raw(n);
  //
  T level = raw[0];
  std::vector<T> cooked(n, level);
  show(cooked[0]);
}

void instantiateTwice(size_t n) {
  twoStages<double>(n);
  twoStages<long long>(n);
  twoStages<unsigned long long>(n);
}

struct Visitor {
  template <class T> double visit(size_t n) {
    std::vector<T> raw(n);
    //
    double level = raw[0];
    std::vector<T> cooked(n);
    return level + cooked[0];
  }
};

double instantiateMembers(size_t n) {
  Visitor visitor;
  return visitor.visit<double>(n) + visitor.visit<long long>(n);
}

template <class T> void neverInstantiated(size_t n) {
  std::vector<T> raw(n);
  show(raw[0]);
  std::vector<T> cooked(n);
  show(cooked[0]);
}

// What a macro wrote is nobody's to move: reported, without a fix, at most.

#define SHOW_AND_FORGET(object) show(sum(object))

void lastUseInAMacro(size_t n) {
  std::vector<double> a(n);
  //
  SHOW_AND_FORGET(a);
  std::vector<double> later(n);
  show(sum(later));
}

// Unevaluated operands use nothing, and what they name is not held up by them.

void sizeofIsNoUse(size_t n) {
  std::vector<double> a(n);
  //
  double level = sum(a);
  std::vector<double> later(n);
  show(sum(later) + level + sizeof(a));
}

// An owner that may be empty behind a condition.

void filledOnlyIfAsked(size_t n, bool wanted) {
  std::vector<double> a;
  if (wanted)
    a.resize(n);
  std::vector<double> later(n);
  show(sum(later) + (wanted ? a[0] : 0));
}
