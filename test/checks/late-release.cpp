// RUN: %check_highwater %s late-release
// Large objects that outlive their last use while memory is allocated: reported, then silent, then known gaps.
#include "Inputs/std.h"

double sum(const std::vector<double> &values);
double mean(const double *values, size_t count);
void show(double);
void showText(const std::string &);
bool coin();

struct Table {
  std::vector<double> cells;
  std::vector<int> labels;
};

double vectorBeforeLaterVector(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.*8.+n.*}}) stays live until line [[@LINE+4]], but its last use is at line [[@LINE+1]]; releasing it there lowers the peak of 'vectorBeforeLaterVector' from {{.+}} to {{.+}} [highwater-late-release]
  double level = sum(raw);
  std::vector<double> cooked(n);
  return level + sum(cooked);
}

double vectorFilledInALoop(size_t n) {
  std::vector<double> raw;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  for (size_t i = 0; i < n; ++i)
    raw.push_back(i * 0.5);
  double total = 0;
  for (double value : raw)
    total += value;
  std::vector<double> cooked(n, total);
  return sum(cooked);
}

double reservedVector(size_t n) {
  std::vector<double> raw;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  raw.reserve(n);
  for (size_t i = 0; i < n; ++i)
    raw.push_back(i * 0.5);
  double level = sum(raw);
  std::vector<double> cooked(2 * n);
  return level + sum(cooked);
}

double resizedVector(size_t rows, size_t columns) {
  std::vector<double> raw;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  raw.resize(rows * columns);
  double level = sum(raw);
  std::vector<double> cooked;
  cooked.resize(rows * columns);
  return level + sum(cooked);
}

size_t stringBeforeLaterString(size_t n) {
  std::string text(n, ' ');
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  size_t at = text.find('x');
  std::string other(n, 'y');
  showText(other);
  return at;
}

double linesOfAFile(const char *path) {
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} last use is at line [[@LINE+7]];
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  size_t longest = 0;
  for (const std::string &one : lines)
    longest = one.size() > longest ? one.size() : longest;
  std::vector<double> weights;
  std::ifstream again(path);
  double weight;
  while (again >> weight)
    weights.push_back(weight);
  return sum(weights) + longest;
}

double constantSize() {
  std::vector<double> raw(1 << 20);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{8.0 MiB.*}}) {{.+}} last use is at line [[@LINE+1]]; releasing it there lowers the peak of 'constantSize' from 16.0 MiB to 8.0 MiB
  double level = sum(raw);
  std::vector<double> cooked(1 << 20);
  return level + sum(cooked);
}

double oneMebibyteIsLarge() {
  std::vector<char> block(1 << 20);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'block' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double first = block[0];
  std::vector<double> cooked(1 << 18);
  return first + sum(cooked);
}

double arrayNewWithLateDelete(size_t n) {
  double *raw = new double[n];
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) stays live until line [[@LINE+4]], but its last use is at line [[@LINE+1]];
  double level = mean(raw, n);
  std::vector<double> cooked(n);
  level += sum(cooked);
  delete[] raw;
  return level;
}

struct Matrix {
  explicit Matrix(size_t n) : cells(new double[n]), count(n) {}
  Matrix(Matrix &&other) noexcept : cells(other.cells), count(other.count) { other.cells = nullptr; }
  Matrix(const Matrix &) = delete;
  ~Matrix() { delete[] cells; }
  double trace() const { return cells[0]; }
  double *cells;
  size_t count;
};

double userOwnerWithDestructor(size_t n) {
  Matrix raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double trace = raw.trace();
  Matrix other(n);
  return trace + other.trace();
}

double uniquePointerToArray(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = mean(raw.get(), n);
  auto cooked = std::make_unique<double[]>(n);
  return level + mean(cooked.get(), n);
}

double uniquePointerFromNew(size_t n) {
  std::unique_ptr<double[]> raw(new double[n]);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = raw[0];
  std::vector<double> cooked(n);
  return level + sum(cooked);
}

double uniquePointerToTable(size_t n) {
  auto table = std::make_unique<Table>();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'table' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  table->cells.resize(n);
  double level = sum(table->cells);
  std::vector<double> cooked(n);
  return level + sum(cooked);
}

double lateResetOfAUniquePointer(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) stays live until line [[@LINE+4]], but its last use is at line [[@LINE+1]];
  double level = raw[0];
  std::vector<double> cooked(n);
  level += sum(cooked);
  raw.reset();
  return level;
}

double sharedPointerWithOneOwner(size_t n) {
  auto raw = std::make_shared<std::vector<double>>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(*raw);
  std::vector<double> cooked(n);
  return level + sum(cooked);
}

double structOfVectors(size_t n) {
  Table table;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'table' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  table.cells.resize(n);
  table.labels.resize(n);
  double level = table.cells[0] + table.labels[0];
  std::vector<double> cooked(n);
  return level + sum(cooked);
}

double containerOfContainers(size_t rows, size_t columns) {
  std::vector<std::vector<double>> matrix(rows, std::vector<double>(columns));
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'matrix' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  double level = 0;
  for (const auto &row : matrix)
    level += row[0];
  std::vector<double> cooked(rows * columns);
  return level + sum(cooked);
}

double mapOfCounts(size_t n) {
  std::map<int, double> counts;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'counts' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  for (size_t i = 0; i < n; ++i)
    counts[i] = i;
  double level = counts.at(0);
  std::vector<double> cooked(8 * n);
  return level + sum(cooked);
}

std::vector<double> load(size_t n) {
  std::vector<double> values;
  for (size_t i = 0; i < n; ++i)
    values.push_back(i);
  return values;
}

double resultOfACall(size_t n) {
  std::vector<double> raw = load(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw);
  std::vector<double> cooked = load(n);
  return level + sum(cooked);
}

static double allocateInside(size_t n) {
  std::vector<double> scratch(n);
  return sum(scratch);
}

double peakInsideACallee(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw);
  return level + allocateInside(n);
}

static double twoLevelsDown(size_t n) { return allocateInside(2 * n) + 1; }

double peakTwoCalleesDown(size_t n) {
  auto raw = load(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw);
  show(level);
  level += twoLevelsDown(n);
  return level;
}

static void normalize(std::vector<double> &values) {
  for (double &value : values)
    value *= 2;
}

double usedThroughCallees(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  normalize(raw);
  normalize(raw);
  std::vector<double> cooked(n);
  normalize(cooked);
  return sum(cooked);
}

void fillFrom(std::vector<double> &values, size_t n) {
  for (size_t i = 0; i < n; ++i)
    values.push_back(i);
}

double filledByACallee(size_t n) {
  std::vector<double> raw;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  fillFrom(raw, n);
  double level = sum(raw);
  std::vector<double> cooked;
  fillFrom(cooked, n);
  return level + sum(cooked);
}

struct Model {
  std::vector<double> weights;
  void fit(size_t n) { weights.resize(n); }
};

double growthOfAMethodsObject(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  Model model;
  double level = sum(raw);
  model.fit(n);
  return level + model.weights[0];
}

double threeStages(size_t n) {
  std::vector<double> first(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'first' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  std::vector<double> second(n);
  for (size_t i = 0; i < n; ++i)
    second[i] = first[i];
  std::vector<double> third(n);
  for (size_t i = 0; i < n; ++i)
    third[i] = second[i];
  return sum(third);
}

double everyStageOfFour(size_t n) {
  std::vector<double> first(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'first' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  std::vector<double> second(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'second' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  second[0] = first[0];
  std::vector<double> third(n);
  third[0] = second[0];
  std::vector<double> fourth(n);
  fourth[0] = third[0];
  return sum(fourth) + third[1];
}

double earlyReturns(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  if (raw.empty())
    return 0;
  double level = sum(raw);
  if (level < 0)
    return level;
  std::vector<double> cooked(n);
  return sum(cooked);
}

double laterAllocationInABranch(size_t n, bool detailed) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw);
  if (detailed) {
    std::vector<double> details(n);
    level += sum(details);
  }
  return level;
}

double laterAllocationInALoop(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw);
  for (int round = 0; round < 10; ++round) {
    std::vector<double> sample(n);
    level += sum(sample);
  }
  return level;
}

double bothInsideALoop(size_t n) {
  double level = 0;
  for (int round = 0; round < 10; ++round) {
    std::vector<double> raw(n);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
    level += sum(raw);
    std::vector<double> cooked(n);
    level += sum(cooked);
  }
  return level;
}

double innerBlock(size_t n) {
  double level = 0;
  {
    std::vector<double> raw(n);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
    level = sum(raw);
    std::vector<double> cooked(n);
    level += sum(cooked);
  }
  return level;
}

double lateClearAndShrink(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw);
  std::vector<double> cooked(n);
  level += sum(cooked);
  raw.clear();
  raw.shrink_to_fit();
  return level;
}

double lateSwapWithEmpty(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw);
  std::vector<double> cooked(n);
  level += sum(cooked);
  std::vector<double>().swap(raw);
  return level;
}

double viewIsDeadAsWell(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  std::span<double> view(raw);
  double level = view[0];
  std::vector<double> cooked(n);
  return level + sum(cooked);
}

double iteratorIsDeadAsWell(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  auto largest = std::max_element(raw.begin(), raw.end());
  double level = *largest;
  std::vector<double> cooked(n);
  return level + sum(cooked);
}

double oneDeclarationOfTwo(size_t n) {
  std::vector<double> raw(n), other(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = sum(raw);
  std::vector<double> cooked(n);
  return level + sum(cooked) + sum(other);
}

struct Pipeline {
  size_t n;
  double run() const {
    std::vector<double> raw(n);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
    double level = sum(raw);
    std::vector<double> cooked(n);
    return level + sum(cooked);
  }
};

double insideALambda(size_t n) {
  auto stage = [n] {
    std::vector<double> raw(n);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
    double level = sum(raw);
    std::vector<double> cooked(n);
    return level + sum(cooked);
  };
  return stage();
}

extern "C" int atoi(const char *);

int main(int, char **argv) {
  std::vector<double> raw = load(atoi(argv[1]));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  show(sum(raw));
  std::vector<double> cooked = load(atoi(argv[1]));
  show(sum(cooked));
}

// Silent from here on.

double usedUntilTheEnd(size_t n) {
  std::vector<double> raw(n);
  std::vector<double> cooked(n);
  return sum(cooked) + sum(raw);
}

double nothingIsAllocatedLater(size_t n) {
  std::vector<double> raw(n);
  double level = sum(raw);
  show(level);
  return level * 2;
}

double onlyLittleIsAllocatedLater(size_t n) {
  std::vector<double> raw(n);
  double level = sum(raw);
  std::vector<double> few(16, level);
  return sum(few);
}

double theLargerPeakWasEarlier(size_t n) {
  std::vector<double> raw(n);
  {
    std::vector<double> other(4 * n);
    raw[0] = sum(other);
  }
  double level = sum(raw);
  std::vector<double> cooked(n);
  return level + sum(cooked);
}

double smallConstant() {
  std::vector<double> raw(1000);
  double level = sum(raw);
  std::vector<double> cooked(1 << 20);
  return level + sum(cooked);
}

double savesLessThanAShare() {
  std::vector<char> raw(2 << 20);
  double level = raw[0];
  std::vector<double> cooked(1 << 24);
  return level + sum(cooked);
}

std::vector<double> returned(size_t n) {
  std::vector<double> raw(n);
  double level = sum(raw);
  std::vector<double> other(n, level);
  show(sum(other));
  return raw;
}

Table returnedAsPartOfAStruct(size_t n) {
  Table result;
  result.cells.resize(n);
  result.labels.resize(n);
  return result;
}

std::unique_ptr<Table> returnedAsAPointer(size_t n) {
  auto table = std::make_unique<Table>();
  table->cells.resize(n);
  std::vector<double> other(n);
  show(sum(other));
  return table;
}

void consume(std::vector<double> values);

void movedIntoACall(size_t n) {
  std::vector<double> raw(n);
  consume(std::move(raw));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void movedIntoAnotherVariable(size_t n) {
  std::vector<double> raw(n);
  std::vector<double> kept = std::move(raw);
  std::vector<double> cooked(n);
  show(sum(cooked) + sum(kept));
}

Table movedIntoTheResult(size_t n) {
  std::vector<double> cells(n);
  Table table;
  table.cells = std::move(cells);
  table.labels.resize(2 * n);
  return table;
}

void movedMatrix(size_t n) {
  Matrix raw(n);
  Matrix kept = std::move(raw);
  Matrix other(n);
  show(kept.trace() + other.trace());
}

void innerScopeAlready(size_t n) {
  {
    std::vector<double> raw(n);
    show(sum(raw));
  }
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void emptiedAlready(size_t n) {
  std::vector<double> raw(n);
  show(sum(raw));
  raw = std::vector<double>();
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void clearedAndShrunkAlready(size_t n) {
  std::vector<double> raw(n);
  show(sum(raw));
  raw.clear();
  raw.shrink_to_fit();
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void swappedWithEmptyAlready(size_t n) {
  std::vector<double> raw(n);
  show(sum(raw));
  std::vector<double>().swap(raw);
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void resetAlready(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  show(raw[0]);
  raw.reset();
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void assignedNullAlready(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  show(raw[0]);
  raw = nullptr;
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void deletedAlready(size_t n) {
  double *raw = new double[n];
  show(raw[0]);
  delete[] raw;
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void temporaryDiesWithItsStatement(size_t n) {
  show(sum(std::vector<double>(n)));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void referenceToTheOwnerIsUsedLater(size_t n) {
  std::vector<double> raw(n);
  std::vector<double> &alias = raw;
  std::vector<double> cooked(n);
  show(sum(cooked) + alias[0]);
}

void sharedWithALivePointer(size_t n) {
  auto raw = std::make_shared<std::vector<double>>(n);
  auto other = raw;
  show(sum(*raw));
  std::vector<double> cooked(n);
  show(sum(cooked) + sum(*other));
}

struct Cache {
  std::shared_ptr<std::vector<double>> last;
  void keep(std::shared_ptr<std::vector<double>> values) { last = values; }
};

void sharedWithACache(Cache &cache, size_t n) {
  auto raw = std::make_shared<std::vector<double>>(n);
  cache.keep(raw);
  show(sum(*raw));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void sizeIsStillAsked(size_t n) {
  std::vector<double> raw(n);
  std::vector<double> cooked(n);
  show(sum(cooked) / raw.size());
}

void copyIsTheOnlyLaterAllocation(size_t n) {
  std::vector<double> raw(n);
  std::vector<double> copy = raw;
  show(sum(copy));
}

void usedAgainInTheNextIteration(size_t n) {
  std::vector<double> raw(n);
  for (int round = 0; round < 10; ++round) {
    double level = sum(raw);
    std::vector<double> cooked(n, level);
    show(sum(cooked));
  }
}

void usedOnEitherPath(size_t n) {
  std::vector<double> raw(n);
  std::vector<double> cooked(n);
  show(coin() ? sum(raw) : sum(cooked));
}

void structuredBindingIsUsedLater(size_t n) {
  Table table;
  table.cells.resize(n);
  auto &[cells, labels] = table;
  std::vector<double> cooked(n);
  show(sum(cooked) + cells[0]);
}

void keptByAnUnknownCallee(std::vector<double> &values);

void passedToWhoMayKeepIt(size_t n) {
  std::vector<double> raw(n);
  keptByAnUnknownCallee(raw);
  std::vector<double> cooked(n);
  show(sum(cooked));
}

double *stored;

void addressIsStored(size_t n) {
  std::vector<double> raw(n);
  stored = raw.data();
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void pointerIsGivenAway(double **out, size_t n) {
  double *raw = new double[n];
  show(raw[0]);
  *out = raw;
  std::vector<double> cooked(n);
  show(sum(cooked));
}

void sizeIsUnknown(const std::vector<double> &(*get)(), size_t n) {
  std::vector<double> raw(get());
  show(sum(raw));
  std::vector<char> cooked(n);
  show(cooked[0]);
}

// Reported again: parameters, members, what is filled again.

double parameterByValue(std::vector<double> raw) {
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'raw' ({{.+}}) stays live until line [[@LINE+5]], but its last use is at line [[@LINE+2]];
  show(sum(raw));
  size_t n = raw.size();
  std::vector<double> cooked(n);
  return sum(cooked);
}

double memberOfALocal(size_t n) {
  Table table;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'table.cells' (chunk(8·n)) stays live until line [[@LINE+6]], but its last use is at line [[@LINE+3]]; releasing it there lowers the peak of 'memberOfALocal' from chunk(4·n) + chunk(8·n) to chunk(8·n)
  size_t count = n;
  table.cells.resize(n);
  show(sum(table.cells));
  table.labels.resize(count);
  return table.labels[0];
}

double memberUsedThroughAReference(size_t n) {
  Table table;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'table.cells' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  std::vector<double> &cells = table.cells;
  cells.resize(n);
  show(sum(cells));
  table.labels.resize(n);
  return table.labels[0];
}

double memberThatACalleeUses(size_t n) {
  struct Stages {
    std::vector<double> raw, cooked;
    void load(size_t n) { raw.resize(n); }
    void cook() {
      for (double value : raw)
        cooked.push_back(value);
    }
    double finish(size_t n) {
      std::vector<double> scratch(n);
      return cooked[0] + sum(scratch);
    }
  };
  Stages stages;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'stages.raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  stages.load(n);
  stages.cook();
  return stages.finish(4 * n);
}

double filledAgainLater(size_t n) {
  std::vector<double> raw = load(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) stays live until line [[@LINE+5]], but its last use is at line [[@LINE+1]];
  show(sum(raw));
  std::vector<double> cooked(8 * n);
  show(sum(cooked));
  cooked = std::vector<double>();
  raw = std::vector<double>(n);
  return sum(raw);
}

double boundToAReference(size_t n) {
  const std::vector<double> &raw = load(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'raw' ({{.+}}) stays live until line [[@LINE+4]], but its last use is at line [[@LINE+1]];
  double level = sum(raw);
  std::vector<double> cooked = load(n);
  return level + sum(cooked);
}

// Silent: nobody says that there are many dimensions.

double shapeByValue(std::vector<size_t> shape, size_t cells) {
  show(shape[0]);
  std::vector<double> tensor(cells);
  return sum(tensor);
}

double copyOfAShape(const std::vector<size_t> &shape, size_t cells) {
  std::vector<size_t> strides = shape;
  show(strides[0]);
  std::vector<double> tensor(cells);
  return sum(tensor);
}

// Silent: filled again in the buffer that is there.

double bufferIsUsedAgain(size_t n) {
  std::vector<double> raw(n);
  show(sum(raw));
  std::vector<double> cooked(n);
  show(sum(cooked));
  raw.assign(n, 0.5);
  return sum(raw);
}

double membersThatAreStillUsed(size_t n) {
  Table table;
  table.cells.resize(n);
  show(sum(table.cells));
  table.labels.resize(n);
  return table.labels[0] + table.cells[0];
}

double memberSeenThroughAPointer(size_t n) {
  Table table;
  Table *all = &table;
  if (coin())
    all = nullptr;
  table.cells.resize(n);
  show(sum(table.cells));
  table.labels.resize(n);
  return all ? all->cells[0] : 0;
}

double wholeIsCopiedLater(size_t n) {
  Table table;
  table.cells.resize(n);
  show(sum(table.cells));
  table.labels.resize(n);
  Table copy = table;
  return copy.labels[0];
}

// A class whose methods anybody may call, in any order.
struct Stage {
  std::vector<double> raw, cooked;
  void run(size_t n);
};

void Stage::run(size_t n) {
  raw.resize(n);
  show(sum(raw));
  cooked.resize(n);
  show(sum(cooked));
}
