// RUN: %check_highwater %s late-release
// What the fixes write, and where they write nothing.
#include "Inputs/std.h"

extern "C" void *malloc(size_t size);
extern "C" void free(void *block);
double sum(const std::vector<double> &values);
double mean(const double *values, size_t count);
void show(double);
bool coin();

struct Table {
  std::vector<double> cells;
  std::vector<int> labels;
};

// CHECK-FIXES-LABEL: void vectorIsEmptied(
void vectorIsEmptied(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  // CHECK-FIXES: {{^}}  double level = sum(raw);
  // CHECK-FIXES-NEXT: {{^}}  raw = std::vector<double>();{{$}}
  double level = sum(raw);
  std::vector<double> cooked(n);
  show(level + sum(cooked));
}

// CHECK-FIXES-LABEL: void stringIsEmptied(
void stringIsEmptied(size_t n) {
  std::string text(n, ' ');
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  // CHECK-FIXES: {{^}}  show(text.find('x'));
  // CHECK-FIXES-NEXT: {{^}}  std::{{.+}}().swap(text);{{$}}
  show(text.find('x'));
  std::vector<char> cooked(n);
  show(cooked[0]);
}

struct Document {
  std::string text;
  std::vector<int> breaks;
};

// A text keeps its buffer when it is assigned an empty one, and so does a struct that contains one.
// CHECK-FIXES-LABEL: void structWithATextIsEmptied(
void structWithATextIsEmptied(size_t n) {
  Document document;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'document' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  // CHECK-FIXES: {{^}}  show(document.breaks[0]);
  // CHECK-FIXES-NEXT: {{^}}  { Document empty = Document(); std::swap(document, empty); }{{$}}
  document.breaks.resize(n);
  show(document.breaks[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void structIsEmptied(
void structIsEmptied(size_t n) {
  Table table;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'table' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  // CHECK-FIXES: {{^}}  show(table.cells[0]);
  // CHECK-FIXES-NEXT: {{^}}  table = Table();{{$}}
  table.cells.resize(n);
  show(table.cells[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void uniquePointerIsReset(
void uniquePointerIsReset(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  // CHECK-FIXES: {{^}}  show(raw[0]);
  // CHECK-FIXES-NEXT: {{^}}  raw.reset();{{$}}
  show(raw[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void sharedPointerIsReset(
void sharedPointerIsReset(size_t n) {
  auto raw = std::make_shared<std::vector<double>>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  // CHECK-FIXES: {{^}}  show(sum(*raw));
  // CHECK-FIXES-NEXT: {{^}}  raw.reset();{{$}}
  show(sum(*raw));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void lateResetMovesUp(
void lateResetMovesUp(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  // CHECK-FIXES: {{^}}  show(raw[0]);
  // CHECK-FIXES-NEXT: {{^}}  raw.reset();
  // CHECK-FIXES-NEXT: {{^}}  std::vector<double> cooked(n);
  // CHECK-FIXES-NEXT: {{^}}  show(sum(cooked));
  show(raw[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  // CHECK-FIXES-NOT: reset
  raw.reset();
}

// CHECK-FIXES-LABEL: void lateFreeMovesUp(
void lateFreeMovesUp(size_t n) {
  double *raw = (double *)malloc(n * sizeof(double));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  // CHECK-FIXES: {{^}}  show(mean(raw, n));
  // CHECK-FIXES-NEXT: {{^}}  free(raw);
  // CHECK-FIXES-NEXT: {{^}}  std::vector<double> cooked(n);
  // CHECK-FIXES-NEXT: {{^}}  show(sum(cooked));
  show(mean(raw, n));
  std::vector<double> cooked(n);
  show(sum(cooked));
  // CHECK-FIXES-NOT: free
  free(raw);
}

// CHECK-FIXES-LABEL: void lateDeleteMovesUp(
void lateDeleteMovesUp(size_t n) {
  Table *raw = new Table;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+6]];
  // CHECK-FIXES: {{^}}  show(raw->cells[0]);
  // CHECK-FIXES-NEXT: {{^}}  delete raw;
  // CHECK-FIXES-NEXT: {{^}}  std::vector<double> cooked(n);
  // CHECK-FIXES-NEXT: {{^}}  show(sum(cooked));
  raw->cells.resize(n);
  show(raw->cells[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  // CHECK-FIXES-NOT: delete
  delete raw;
}

// CHECK-FIXES-LABEL: void lateArrayDeleteMovesUp(
void lateArrayDeleteMovesUp(size_t n) {
  double *raw = new double[n];
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  // CHECK-FIXES: {{^}}  show(raw[0]);
  // CHECK-FIXES-NEXT: {{^}}  delete[] raw;
  // CHECK-FIXES-NEXT: {{^}}  std::vector<double> cooked(n);
  show(raw[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  // CHECK-FIXES-NOT: delete
  delete[] raw;
}

// CHECK-FIXES-LABEL: void lastUseIsALoop(
void lastUseIsALoop(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  // CHECK-FIXES: {{^}}  for (double value : raw)
  // CHECK-FIXES-NEXT: {{^}}    level += value;
  // CHECK-FIXES-NEXT: {{^}}  raw = std::vector<double>();
  double level = 0;
  for (double value : raw)
    level += value;
  std::vector<double> cooked(n);
  show(level + sum(cooked));
}

// CHECK-FIXES-LABEL: void lastUseIsAnIf(
void lastUseIsAnIf(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+6]];
  // CHECK-FIXES: {{^}}  if (coin()) {
  // CHECK-FIXES-NEXT: {{^}}    show(sum(raw));
  // CHECK-FIXES-NEXT: {{^}}  }
  // CHECK-FIXES-NEXT: {{^}}  raw = std::vector<double>();
  if (coin()) {
    show(sum(raw));
  }
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void insideALoop(
void insideALoop(size_t n) {
  for (int round = 0; round < 10; ++round) {
    std::vector<double> raw(n);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
    // CHECK-FIXES: {{^}}    show(sum(raw));
    // CHECK-FIXES-NEXT: {{^}}    raw = std::vector<double>();
    show(sum(raw));
    std::vector<double> cooked(n);
    show(sum(cooked));
  }
}

template <class T> T ofDependentType(size_t n) {
  std::vector<T> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  // CHECK-FIXES-LABEL: T ofDependentType(
  T level = raw[0];
  // CHECK-FIXES-NOT: raw =
  std::vector<T> cooked(n);
  return level + cooked[0];
}
double instantiate(size_t n) { return ofDependentType<double>(n) + ofDependentType<long long>(n); }

// CHECK-FIXES-LABEL: void classOfTheFunction(
void classOfTheFunction(size_t n) {
  struct Local {
    std::vector<double> cells;
  };
  Local raw{std::vector<double>(n)};
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  // CHECK-FIXES: {{^}}  show(sum(raw.cells));
  // CHECK-FIXES-NEXT: {{^}}  raw = decltype(raw)();
  show(sum(raw.cells));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// No fix from here on.

// CHECK-FIXES-LABEL: void freedEarlyOnOnePath(
void freedEarlyOnOnePath(size_t n) {
  double *raw = new double[n];
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) stays live until line [[@LINE+11]], but its last use is at line [[@LINE+1]];
  double level = raw[0];
  // CHECK-FIXES: {{^}}  double level = raw[0];
  // CHECK-FIXES-NEXT: {{^}}  //
  if (level < 0) {
    delete[] raw;
    return;
  }
  std::vector<double> cooked(n);
  show(sum(cooked));
  // CHECK-FIXES: {{^}}  delete[] raw;
  delete[] raw;
}

// CHECK-FIXES-LABEL: void deletedThroughAnAlias(
void deletedThroughAnAlias(size_t n) {
  double *raw = new double[n], *alias = raw;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) stays live until line [[@LINE+6]], but its last use is at line [[@LINE+2]];
  // CHECK-FIXES-NOT: delete[] raw
  show(alias[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  // CHECK-FIXES: {{^}}  delete[] alias;
  delete[] alias;
}

// CHECK-FIXES-LABEL: void declaredInACondition(
void declaredInACondition(size_t n) {
  if (std::vector<double> raw(n); sum(raw) > 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'raw' ({{.+}}) stays live until line [[@LINE+4]], but its last use is at line [[@LINE-1]];
    // CHECK-FIXES-NOT: raw =
    std::vector<double> cooked(n);
    show(sum(cooked));
  }
}

// CHECK-FIXES-LABEL: void constantObject(
void constantObject(size_t n) {
  const std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  // CHECK-FIXES-NOT: raw =
  show(sum(raw));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

#define SHOW(object) show(sum(object));

// CHECK-FIXES-LABEL: void lastUseInAMacro(
void lastUseInAMacro(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  // CHECK-FIXES-NOT: raw =
  SHOW(raw)
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void freedOnOnePath(
void freedOnOnePath(size_t n) {
  double *raw = new double[n];
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  // CHECK-FIXES-NOT: {{^}}  delete[] raw;
  show(raw[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  if (coin()) {
    // CHECK-FIXES: {{^}}    delete[] raw;
    delete[] raw;
  }
}

// CHECK-FIXES-LABEL: bool freedBehindEveryError(
bool freedBehindEveryError(size_t n) {
  bool done = false;
  double level = 0;
  double *cooked = nullptr;
  double *raw = static_cast<double *>(malloc(n * sizeof(double)));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  // CHECK-FIXES: {{^}}  level = mean(raw, n);
  // CHECK-FIXES-NEXT: {{^}}  free(raw); raw = nullptr;{{$}}
  if (!raw)
    goto cleanup;
  level = mean(raw, n);
  cooked = static_cast<double *>(malloc(2 * n * sizeof(double)));
  if (!cooked)
    goto cleanup;
  cooked[0] = level;
  show(cooked[0]);
  done = true;
  // CHECK-FIXES: {{^}}  free(raw);
cleanup:
  free(cooked);
  free(raw);
  return done;
}

struct Fixed {
  explicit Fixed(size_t n) : cells(n) {}
  Fixed(const Fixed &) = delete;
  Fixed &operator=(const Fixed &) = delete;
  std::vector<double> cells;
};

// CHECK-FIXES-LABEL: void notAssignable(
void notAssignable(size_t n) {
  Fixed raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  // CHECK-FIXES-NOT: raw =
  show(sum(raw.cells));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void declaredWhereItIsLastUsed(
void declaredWhereItIsLastUsed(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  // CHECK-FIXES: {{^}}  double level = sum(raw), other = level;
  // CHECK-FIXES-NEXT: {{^}}  raw = std::vector<double>();
  double level = sum(raw), other = level;
  std::vector<double> cooked(n);
  show(sum(cooked) + other);
}

// CHECK-FIXES-LABEL: void usedInAConditionThatAllocates(
void usedInAConditionThatAllocates(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  // CHECK-FIXES-NOT: raw =
  if (sum(raw) > 0) {
    std::vector<double> cooked(n);
    show(sum(cooked));
  }
}

// CHECK-FIXES-LABEL: void breakOutOfALoop(
void breakOutOfALoop(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  // CHECK-FIXES-NOT: raw =
  for (size_t i = 0; i < n; ++i) {
    if (raw[i] > 0) {
      std::vector<double> cooked(n);
      show(sum(cooked));
      break;
    }
  }
}

// CHECK-FIXES-LABEL: void lastUseSharesItsLine(
void lastUseSharesItsLine(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  // CHECK-FIXES: {{^}}  show(sum(raw)); raw = std::vector<double>(); std::vector<double> cooked(n);{{$}}
  show(sum(raw)); std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void commentBehindTheLastUse(
void commentBehindTheLastUse(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  // CHECK-FIXES: {{^}}  show(sum(raw)); // the level
  // CHECK-FIXES-NEXT: {{^}}  raw = std::vector<double>();{{$}}
  show(sum(raw)); // the level
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// CHECK-FIXES-LABEL: void everythingInOneLine(
void everythingInOneLine(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  // CHECK-FIXES: {{^}}  show(sum(raw)); raw = std::vector<double>(); std::vector<double> cooked(n); show(sum(cooked)); }
  show(sum(raw)); std::vector<double> cooked(n); show(sum(cooked)); }

// CHECK-FIXES-LABEL: void lateFreeLeavesNoEmptyLine(
void lateFreeLeavesNoEmptyLine(size_t n) {
  double *raw = (double *)malloc(n * sizeof(double));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+7]];
  // CHECK-FIXES: {{^}}  show(mean(raw, n));{{$}}
  // CHECK-FIXES-NEXT: {{^}}  free(raw);{{$}}
  // CHECK-FIXES-NEXT: {{^}}  double *cooked = (double *)malloc(n * sizeof(double));
  // CHECK-FIXES-NEXT: {{^}}  show(mean(cooked, n));
  // CHECK-FIXES-NEXT: {{^}}  free(cooked);
  // CHECK-FIXES-NEXT: {{^}}  show(0);
  show(mean(raw, n));
  double *cooked = (double *)malloc(n * sizeof(double));
  show(mean(cooked, n));
  free(raw); // the last one
  free(cooked);
  show(0);
}

// CHECK-FIXES-LABEL: void lateFreeSharesItsLine(
void lateFreeSharesItsLine(size_t n) {
  double *raw = (double *)malloc(n * sizeof(double));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  // CHECK-FIXES: {{^}}  show(mean(raw, n));{{$}}
  // CHECK-FIXES-NEXT: {{^}}  free(raw);{{$}}
  // CHECK-FIXES: {{^}}  show(mean(cooked, n));
  // CHECK-FIXES-NEXT: {{^}}  free(cooked);{{ *$}}
  show(mean(raw, n));
  double *cooked = (double *)malloc(n * sizeof(double));
  show(mean(cooked, n));
  free(cooked); free(raw);
}

// CHECK-FIXES-LABEL: void severalInOneStatement(
void severalInOneStatement(size_t n) {
  std::vector<double> first(n), second(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'first' ({{.+}}) {{.+}} last use is at line [[@LINE+5]];
  // CHECK-MESSAGES: :[[@LINE-2]]:33: warning: 'second' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  // CHECK-FIXES: {{^}}  show(sum(first) + sum(second));{{$}}
  // CHECK-FIXES-NEXT: {{^}}  first = std::vector<double>();{{$}}
  // CHECK-FIXES-NEXT: {{^}}  second = std::vector<double>();{{$}}
  show(sum(first) + sum(second));
  std::vector<double> cooked(4 * n);
  show(sum(cooked));
}
