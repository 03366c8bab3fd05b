// RUN: %check_highwater %s late-release -stdlib=libstdc++
// REQUIRES: libstdc++
//
// Objects that live long on purpose, or whose release would gain nothing or be felt: silent. Next to each reason stands
// the same code without it, which is reported.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <queue>
#include <shared_mutex>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

void show(double);
bool coin();

std::vector<double> readColumn(const std::string &path) {
  std::ifstream in(path);
  std::vector<double> column;
  double value;
  while (in >> value)
    column.push_back(value);
  return column;
}

std::vector<std::string> readLines(const std::string &path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

double total(const std::vector<double> &values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// A buffer that was hoisted out of a loop: the next iteration reuses it.

double hoistedBufferIsCleared(const std::vector<std::string> &files) {
  double sum = 0;
  std::vector<double> buffer;
  for (const std::string &file : files) {
    buffer.clear();
    std::ifstream in(file);
    for (double value; in >> value;)
      buffer.push_back(value);
    sum += total(buffer);
    std::vector<double> other = readColumn(file + ".weights");
    sum += total(other);
  }
  return sum;
}

double hoistedTextIsReadInto(const std::vector<std::string> &files, size_t size) {
  double sum = 0;
  std::string block;
  block.resize(size);
  for (const std::string &file : files) {
    std::ifstream in(file);
    in.read(block.data(), block.size());
    sum += std::count(block.begin(), block.end(), '\n');
    std::vector<double> column = readColumn(file);
    sum += total(column);
  }
  return sum;
}

double hoistedMapIsCleared(const std::vector<std::string> &files) {
  double sum = 0;
  std::unordered_map<std::string, int> counts;
  for (const std::string &file : files) {
    for (const std::string &line : readLines(file))
      ++counts[line];
    sum += counts.size();
    counts.clear();
    std::vector<double> column = readColumn(file);
    sum += total(column);
  }
  return sum;
}

double hoistedBufferBehindAPointer(const std::vector<std::string> &files, size_t size) {
  auto buffer = std::make_unique<double[]>(size);
  double sum = 0;
  for (const std::string &file : files) {
    buffer[0] = file.size();
    sum += buffer[0];
    std::vector<double> column(size);
    sum += total(column);
  }
  return sum;
}

double innerLoopOfAnOuterOne(const std::vector<std::string> &files, size_t size) {
  std::vector<double> scratch(size);
  double sum = 0;
  for (int pass = 0; pass < 3; ++pass) {
    for (const std::string &file : files)
      scratch[file.size()] += pass;
    sum += total(scratch);
    std::vector<double> sorted(size);
    sum += total(sorted);
  }
  return sum;
}

class Reader {
public:
  double read(const std::string &file) {
    buffer.clear();
    std::ifstream in(file);
    for (double value; in >> value;)
      buffer.push_back(value);
    double sum = total(buffer);
    std::vector<double> column = readColumn(file);
    return sum + total(column);
  }

private:
  std::vector<double> buffer;
};

double memberIsTheBufferOfEachCall(const std::vector<std::string> &files) {
  Reader reader;
  double sum = 0;
  for (const std::string &file : files)
    sum += reader.read(file);
  return sum;
}

double bufferIsAParameter(std::vector<double> &buffer, const std::string &file) {
  buffer.assign(1000000, 0);
  double sum = total(buffer);
  std::vector<double> column = readColumn(file);
  return sum + total(column);
}

double noLoopReusesIt(const std::string &file) {
  std::vector<double> buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'buffer' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  std::ifstream in(file);
  for (double value; in >> value;)
    buffer.push_back(value);
  double sum = total(buffer);
  std::vector<double> column = readColumn(file);
  return sum + total(column);
}

// The last use is in a loop that may be left in its middle, or on one branch only.

double leftByABreak(const std::vector<std::string> &files, const std::string &path) {
  std::vector<double> limits = readColumn(path);
  double sum = 0;
  for (const std::string &file : files) {
    if (limits[file.size()] > 10)
      break;
    std::vector<double> column = readColumn(file);
    sum += total(column);
  }
  return sum;
}

double leftByAReturn(const std::vector<std::string> &files, const std::string &path) {
  std::vector<double> limits = readColumn(path);
  for (const std::string &file : files) {
    std::vector<double> column = readColumn(file);
    if (total(column) > limits[0])
      return total(column);
  }
  return 0;
}

double goesOn(const std::vector<std::string> &files, const std::string &path) {
  std::vector<double> limits = readColumn(path);
  double sum = 0;
  for (const std::string &file : files) {
    if (file.empty())
      continue;
    sum += limits[file.size()];
    std::vector<double> column = readColumn(file);
    sum += total(column);
  }
  return sum;
}

double usedOnOneBranch(const std::string &path, bool detailed) {
  std::vector<double> column = readColumn(path);
  double sum = total(column);
  std::vector<double> weights = readColumn(path + ".weights");
  sum += total(weights);
  if (detailed)
    for (double value : column)
      show(value);
  return sum;
}

double usedInACase(const std::string &path, int mode) {
  std::vector<double> column = readColumn(path);
  std::vector<double> weights = readColumn(path + ".weights");
  double sum = total(weights);
  switch (mode) {
  case 1:
    return sum + total(column);
  default:
    return sum;
  }
}

double usedOnNoBranchThatFollows(const std::string &path, bool detailed) {
  std::vector<double> column = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'column' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  double sum = 0;
  if (detailed)
    sum = total(column);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double loopIsOverAfterABreak(const std::string &path) {
  std::vector<double> column = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'column' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  double found = 0;
  for (double value : column)
    if (value > 10) {
      found = value;
      break;
    }
  std::vector<double> weights = readColumn(path + ".weights");
  return found + total(weights);
}

// Whose end is felt: locks, files, transactions, timers, spans of a trace.

class Timer {
public:
  explicit Timer(const std::string &path) : samples(readColumn(path)), start(std::chrono::steady_clock::now()) {}
  ~Timer() { std::cerr << (std::chrono::steady_clock::now() - start).count() << '\n'; }
  std::vector<double> samples;

private:
  std::chrono::steady_clock::time_point start;
};

double timerMeasuresItsScope(const std::string &path) {
  Timer timer(path);
  double sum = total(timer.samples);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

class Batch {
public:
  explicit Batch(std::ostream &out, const std::string &path) : out(out), rows(readLines(path)) {}
  ~Batch() {
    for (const std::string &row : rows)
      out << row;
  }
  std::ostream &out;
  std::vector<std::string> rows;
};

double batchIsWrittenAtItsEnd(const std::string &path) {
  Batch batch(std::cout, path);
  double sum = batch.rows.size();
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

struct Database {
  void begin();
  void commit();
  void rollback();
};
class Transaction {
public:
  Transaction(Database &database, const std::string &path) : database(database), rows(readLines(path)) { database.begin(); }
  ~Transaction() { done ? database.commit() : database.rollback(); }
  void finish() { done = true; }
  Database &database;
  std::vector<std::string> rows;
  bool done = false;
};

double transactionEndsWithItsScope(Database &database, const std::string &path) {
  Transaction transaction(database, path);
  transaction.finish();
  std::vector<double> weights = readColumn(path + ".weights");
  return total(weights);
}

struct Shared {
  std::shared_mutex &mutex;
  std::shared_lock<std::shared_mutex> lock{mutex};
  std::vector<double> values;
};

double lockGoesWithTheData(std::shared_mutex &mutex, const std::string &path) {
  Shared shared{mutex};
  shared.values = readColumn(path);
  double sum = total(shared.values);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

struct Scoped {
  std::unique_lock<std::mutex> lock;
  std::vector<double> values;
};

class Deferred {
public:
  explicit Deferred(std::function<void()> last) : last(std::move(last)) {}
  ~Deferred() { last(); }

private:
  std::function<void()> last;
};

double neededByWhatIsDeferred(const char *path) {
  std::vector<double> journal = readColumn(path);
  Deferred report([&journal] { show(journal.size()); });
  double first = journal[0];
  std::vector<double> column = readColumn(path);
  return total(column) + first;
}

class Undone {
public:
  Undone(std::vector<double> &values, double by) : values(values), by(by) { values[0] += by; }
  ~Undone() { values[0] -= by; }

private:
  std::vector<double> &values;
  double by;
};

double neededByWhatIsUndone(const char *path) {
  std::vector<double> state = readColumn(path);
  Undone undone(state, 3);
  double first = state[0];
  std::vector<double> column = readColumn(path);
  return total(column) + first;
}

class Kept {
public:
  explicit Kept(std::function<void()> last) : last(std::move(last)) {}

private:
  std::function<void()> last;
};

double neededByWhatIsNeverCalled(const char *path) {
  std::vector<double> journal = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'journal' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  Kept report([&journal] { show(journal.size()); });
  double first = journal[0];
  std::vector<double> column = readColumn(path);
  return total(column) + first;
}

double lockBesideTheData(std::mutex &mutex, const std::string &path) {
  Scoped scoped{std::unique_lock(mutex), readColumn(path)};
  double sum = total(scoped.values);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

struct Closing {
  void operator()(std::vector<double> *values) const {
    std::printf("%zu values\n", values->size());
    delete values;
  }
};

double deleterIsHeard(const std::string &path) {
  std::unique_ptr<std::vector<double>, Closing> values(new std::vector<double>(readColumn(path)));
  double sum = total(*values);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double elementsAreHeard(const std::string &path, size_t count) {
  std::vector<Timer> timers;
  for (size_t i = 0; i < count; ++i)
    timers.emplace_back(path);
  std::vector<double> weights = readColumn(path + ".weights");
  return total(weights);
}

struct Freeing {
  void operator()(std::vector<double> *values) const { delete values; }
};

double deleterIsNotHeard(const std::string &path) {
  std::unique_ptr<std::vector<double>, Freeing> values(new std::vector<double>(readColumn(path)));
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double sum = total(*values);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

struct Unlogged {
  explicit Unlogged(const std::string &path) : samples(readColumn(path)) {}
  ~Unlogged() {}
  std::vector<double> samples;
};

double endsUnheard(const std::string &path) {
  Unlogged timer(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'timer' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double sum = total(timer.samples);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double lockBesideNothing(std::mutex &mutex, const std::string &path) {
  std::lock_guard lock(mutex);
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double sum = total(values);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

// Returned, moved from, swapped, reset.

std::vector<double> returnedAsItIs(const std::string &path) {
  std::vector<double> result = readColumn(path);
  result.push_back(1);
  std::vector<double> weights = readColumn(path + ".weights");
  show(total(weights));
  return result;
}

std::optional<std::vector<double>> returnedInsideAnother(const std::string &path) {
  std::vector<double> result = readColumn(path);
  std::vector<double> weights = readColumn(path + ".weights");
  if (weights.empty())
    return std::nullopt;
  return result;
}

struct Data {
  std::vector<double> values, weights;
};

Data returnedAsAMember(const std::string &path) {
  Data data;
  data.values = readColumn(path);
  data.weights = readColumn(path + ".weights");
  return data;
}

Data returnedInBraces(const std::string &path) {
  std::vector<double> values = readColumn(path);
  std::vector<double> weights = readColumn(path + ".weights");
  return {std::move(values), std::move(weights)};
}

std::unique_ptr<Data> returnedBehindAPointer(const std::string &path) {
  auto data = std::make_unique<Data>();
  data->values = readColumn(path);
  data->weights = readColumn(path + ".weights");
  return data;
}

void givenOutThroughAParameter(const std::string &path, std::vector<double> &out) {
  std::vector<double> values = readColumn(path);
  std::vector<double> weights = readColumn(path + ".weights");
  show(total(weights));
  out = std::move(values);
}

double movedAwayAlready(const std::string &path) {
  Data data;
  std::vector<double> values = readColumn(path);
  data.values = std::move(values);
  std::vector<double> weights = readColumn(path + ".weights");
  return total(weights) + total(data.values);
}

double swappedWithEmptyAlready(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double sum = total(values);
  std::vector<double>().swap(values);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double swappedByTheFunctionAlready(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double sum = total(values);
  {
    std::vector<double> nothing;
    std::swap(values, nothing);
  }
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double clearedAndShrunkAlready(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double sum = total(values);
  values.clear();
  values.shrink_to_fit();
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double resetAlready(const std::string &path) {
  auto data = std::make_unique<Data>();
  data->values = readColumn(path);
  double sum = total(data->values);
  data.reset();
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double optionalIsResetAlready(const std::string &path) {
  std::optional<std::vector<double>> values = readColumn(path);
  double sum = total(*values);
  values.reset();
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double assignedEmptyAlready(const std::string &path) {
  std::vector<double> values = readColumn(path);
  double sum = total(values);
  values = std::vector<double>();
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double innerBlockAlready(const std::string &path) {
  double sum = 0;
  {
    std::vector<double> values = readColumn(path);
    sum = total(values);
  }
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double onlyCleared(const std::string &path) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} last use is at line
  double sum = total(values);
  values.clear();
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double onlyTheOtherIsReset(const std::string &path) {
  auto data = std::make_unique<Data>(), other = std::make_unique<Data>();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'data' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  data->values = readColumn(path);
  double sum = total(data->values);
  other.reset();
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

// Static, and a cache, on purpose; with a bound.

const std::vector<double> &tableOf(const std::string &path) {
  static const std::vector<double> table = readColumn(path);
  return table;
}

double tableIsAStatic(const std::string &path) {
  double first = tableOf(path)[0];
  std::vector<double> weights = readColumn(path);
  return first + total(weights);
}

double cacheIsAStatic(const std::string &key, const std::string &path) {
  static std::unordered_map<std::string, std::vector<double>> cache;
  if (cache.size() > 100)
    cache.clear();
  double first = cache.try_emplace(key, readColumn(key)).first->second[0];
  std::vector<double> weights = readColumn(path);
  return first + total(weights);
}

class Cache {
public:
  const std::vector<double> &get(const std::string &path) {
    auto found = entries.find(path);
    if (found != entries.end())
      return found->second;
    if (entries.size() == most)
      entries.erase(entries.begin());
    return entries[path] = readColumn(path);
  }

private:
  static constexpr size_t most = 16;
  std::map<std::string, std::vector<double>> entries;
};

double cacheIsAMember(Cache &cache, const std::string &path) {
  double first = cache.get(path)[0];
  std::vector<double> weights = readColumn(path + ".weights");
  return first + total(weights);
}

double cacheIsUsedAgain(const std::vector<std::string> &paths) {
  Cache cache;
  double sum = 0;
  for (const std::string &path : paths) {
    sum += cache.get(path)[0];
    std::vector<double> weights = readColumn(path + ".weights");
    sum += total(weights);
  }
  return sum;
}

// A queue that is bounded; a container that is emptied every so many records.

double windowOfTheLast(const std::string &path) {
  std::ifstream in(path);
  std::deque<std::string> window;
  double sum = 0;
  for (std::string line; std::getline(in, line);) {
    window.push_back(line);
    if (window.size() > 100)
      window.pop_front();
    sum += window.front().size();
  }
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double queueIsBounded(const std::string &path) {
  std::ifstream in(path);
  std::queue<std::string> queue;
  double sum = 0;
  for (std::string line; std::getline(in, line);) {
    if (queue.size() >= 1024)
      queue.pop();
    queue.push(line);
  }
  sum += queue.size();
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double batchesOfRecords(const std::string &path) {
  std::ifstream in(path);
  std::vector<std::string> batch;
  double sum = 0;
  for (std::string line; std::getline(in, line);) {
    batch.push_back(line);
    if (batch.size() == 1000) {
      sum += batch.front().size();
      batch.clear();
    }
  }
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double batchesEmptiedWhereTheyAreLarge(const std::string &path) {
  std::ifstream in(path);
  std::vector<std::string> batch;
  double sum = 0;
  for (std::string line; std::getline(in, line);) {
    batch.push_back(line);
    if (batch.size() < 1000)
      continue;
    sum += batch.front().size();
    batch.clear();
  }
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double batchIsOnlyCounted(const std::string &path) {
  std::ifstream in(path);
  std::vector<std::string> batch;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'batch' ({{.+}}) {{.+}} last use is at line
  double sum = 0;
  for (std::string line; std::getline(in, line);) {
    batch.push_back(line);
    if (batch.size() == 1000)
      sum += batch.front().size();
  }
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

double nothingBoundsTheQueue(const std::string &path) {
  std::ifstream in(path);
  std::deque<std::string> window;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'window' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  double sum = 0;
  for (std::string line; std::getline(in, line);) {
    window.push_back(line);
    sum += window.front().size();
  }
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

// It dies a few statements later, and nothing large happens in between.

double diesSoon(const std::string &path) {
  std::vector<double> column = readColumn(path);
  double sum = total(column);
  std::string name = path + ".sum";
  std::ofstream out(name);
  out << sum << '\n';
  show(sum);
  return sum;
}

double whatFollowsIsSmall(const std::string &path) {
  std::vector<double> column = readColumn(path);
  double sum = total(column);
  std::vector<int> histogram(256);
  histogram[int(sum) % 256]++;
  std::map<std::string, double> summary{{"sum", sum}, {"mean", sum / 2}};
  return summary["sum"] + histogram[0];
}

double largerBefore(const std::string &path, size_t n) {
  double sum = 0;
  {
    std::vector<double> all(100 * n), twice(100 * n);
    sum = total(all) + total(twice);
  }
  std::vector<double> some(n);
  sum += total(some);
  std::vector<double> others(n);
  return sum + total(others);
}

// What PVS's V819 says to hoist is not to be freed inside the loop; what was moved from is not used again.

double wouldBeAllocatedEachTime(const std::vector<std::string> &files, size_t n) {
  std::vector<double> histogram(n);
  double sum = 0;
  for (const std::string &file : files) {
    std::fill(histogram.begin(), histogram.end(), 0);
    for (char letter : file)
      histogram[letter] += 1;
    sum += *std::max_element(histogram.begin(), histogram.end());
    std::vector<double> column(n);
    sum += total(column);
  }
  return sum;
}

void consume(std::vector<double> values);

double usedAgainBehindTheCopy(const std::string &path) {
  std::vector<double> values = readColumn(path);
  consume(values);
  return total(values);
}

double copiedForEachConsumer(const std::string &path) {
  std::vector<double> values = readColumn(path);
  for (int round = 0; round < 3; ++round)
    consume(values);
  return 0;
}

// Known gaps.

// FIXME: what a shared pointer was told to do at its end is not known.
double deleterOfASharedIsHeard(const std::string &path) {
  std::shared_ptr<std::vector<double>> values(new std::vector<double>(readColumn(path)), Closing());
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double sum = total(*values);
  std::vector<double> weights = readColumn(path + ".weights");
  return sum + total(weights);
}

// FIXME: what the caller had before is mostly nothing.
void givenOutBySwap(const std::string &path, std::vector<double> &out) {
  std::vector<double> values = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  std::swap(values, out);
  std::vector<double> weights = readColumn(path + ".weights");
  show(total(weights));
}
