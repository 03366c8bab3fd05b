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

//
void vectorIsEmptied(size_t n) {
  std::vector<double> raw(n);
  //
  //
  //
  double level = sum(raw);
  std::vector<double> cooked(n);
  show(level + sum(cooked));
}

//
void stringIsEmptied(size_t n) {
  std::string text(n, ' ');
  //
  //
  //
  show(text.find('x'));
  std::vector<char> cooked(n);
  show(cooked[0]);
}

//
void structIsEmptied(size_t n) {
  Table table;
  //
  //
  //
  table.cells.resize(n);
  show(table.cells[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
}

//
void uniquePointerIsReset(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  //
  //
  //
  show(raw[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
}

//
void sharedPointerIsReset(size_t n) {
  auto raw = std::make_shared<std::vector<double>>(n);
  //
  //
  //
  show(sum(*raw));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

//
void lateResetMovesUp(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  //
  //
  //
  //
  //
  show(raw[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  //
  raw.reset();
}

//
void lateFreeMovesUp(size_t n) {
  double *raw = (double *)malloc(n * sizeof(double));
  //
  //
  //
  //
  //
  show(mean(raw, n));
  std::vector<double> cooked(n);
  show(sum(cooked));
  //
  free(raw);
}

//
void lateDeleteMovesUp(size_t n) {
  Table *raw = new Table;
  //
  //
  //
  //
  //
  raw->cells.resize(n);
  show(raw->cells[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  //
  delete raw;
}

//
void lateArrayDeleteMovesUp(size_t n) {
  double *raw = new double[n];
  //
  //
  //
  //
  show(raw[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  //
  delete[] raw;
}

//
void lastUseIsALoop(size_t n) {
  std::vector<double> raw(n);
  //
  //
  //
  //
  double level = 0;
  for (double value : raw)
    level += value;
  std::vector<double> cooked(n);
  show(level + sum(cooked));
}

//
void lastUseIsAnIf(size_t n) {
  std::vector<double> raw(n);
  //
  //
  //
  //
  //
  if (coin()) {
    show(sum(raw));
  }
  std::vector<double> cooked(n);
  show(sum(cooked));
}

//
void insideALoop(size_t n) {
  for (int round = 0; round < 10; ++round) {
    std::vector<double> raw(n);
    //
    //
    //
    show(sum(raw));
    std::vector<double> cooked(n);
    show(sum(cooked));
  }
}

template <class T> T ofDependentType(size_t n) {
  std::vector<T> raw(n);
  //
  //
  T level = raw[0];
  //
  std::vector<T> cooked(n);
  return level + cooked[0];
}
double instantiate(size_t n) { return ofDependentType<double>(n) + ofDependentType<long long>(n); }

//
void classOfTheFunction(size_t n) {
  struct Local {
    std::vector<double> cells;
  };
  Local raw{std::vector<double>(n)};
  //
  //
  //
  show(sum(raw.cells));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

// No fix from here on.

//
void freedEarlyOnOnePath(size_t n) {
  double *raw = new double[n];
  //
  double level = raw[0];
  //
  //
  if (level < 0) {
    delete[] raw;
    return;
  }
  std::vector<double> cooked(n);
  show(sum(cooked));
  //
  delete[] raw;
}

//
void deletedThroughAnAlias(size_t n) {
  double *raw = new double[n], *alias = raw;
  //
  //
  show(alias[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  //
  delete[] alias;
}

//
void declaredInACondition(size_t n) {
  if (std::vector<double> raw(n); sum(raw) > 0) {
    //
    //
    std::vector<double> cooked(n);
    show(sum(cooked));
  }
}

//
void constantObject(size_t n) {
  const std::vector<double> raw(n);
  //
  //
  show(sum(raw));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

#define SHOW(object) show(sum(object));

//
void lastUseInAMacro(size_t n) {
  std::vector<double> raw(n);
  //
  //
  SHOW(raw)
  std::vector<double> cooked(n);
  show(sum(cooked));
}

//
void freedOnOnePath(size_t n) {
  double *raw = new double[n];
  //
  //
  show(raw[0]);
  std::vector<double> cooked(n);
  show(sum(cooked));
  if (coin()) {
    //
    delete[] raw;
  }
}

struct Fixed {
  explicit Fixed(size_t n) : cells(n) {}
  Fixed(const Fixed &) = delete;
  Fixed &operator=(const Fixed &) = delete;
  std::vector<double> cells;
};

//
void notAssignable(size_t n) {
  Fixed raw(n);
  //
  //
  show(sum(raw.cells));
  std::vector<double> cooked(n);
  show(sum(cooked));
}

//
void declaredWhereItIsLastUsed(size_t n) {
  std::vector<double> raw(n);
  //
  //
  //
  double level = sum(raw), other = level;
  std::vector<double> cooked(n);
  show(sum(cooked) + other);
}

//
void usedInAConditionThatAllocates(size_t n) {
  std::vector<double> raw(n);
  //
  //
  if (sum(raw) > 0) {
    std::vector<double> cooked(n);
    show(sum(cooked));
  }
}

//
void breakOutOfALoop(size_t n) {
  std::vector<double> raw(n);
  //
  //
  for (size_t i = 0; i < n; ++i) {
    if (raw[i] > 0) {
      std::vector<double> cooked(n);
      show(sum(cooked));
      break;
    }
  }
}

//
void lastUseSharesItsLine(size_t n) {
  std::vector<double> raw(n);
  //
  //
  show(sum(raw)); std::vector<double> cooked(n);
  show(sum(cooked));
}

//
void commentBehindTheLastUse(size_t n) {
  std::vector<double> raw(n);
  //
  //
  //
  show(sum(raw)); // the level
  std::vector<double> cooked(n);
  show(sum(cooked));
}

//
void everythingInOneLine(size_t n) {
  std::vector<double> raw(n);
  //
  //
  show(sum(raw)); std::vector<double> cooked(n); show(sum(cooked)); }

//
void lateFreeLeavesNoEmptyLine(size_t n) {
  double *raw = (double *)malloc(n * sizeof(double));
  //
  //
  //
  //
  //
  //
  //
  show(mean(raw, n));
  double *cooked = (double *)malloc(n * sizeof(double));
  show(mean(cooked, n));
  free(raw); // the last one
  free(cooked);
  show(0);
}

//
void lateFreeSharesItsLine(size_t n) {
  double *raw = (double *)malloc(n * sizeof(double));
  //
  //
  //
  //
  //
  show(mean(raw, n));
  double *cooked = (double *)malloc(n * sizeof(double));
  show(mean(cooked, n));
  free(cooked); free(raw);
}

//
void severalInOneStatement(size_t n) {
  std::vector<double> first(n), second(n);
  //
  //
  //
  //
  //
  show(sum(first) + sum(second));
  std::vector<double> cooked(4 * n);
  show(sum(cooked));
}
