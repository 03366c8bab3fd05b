// RUN: %check_highwater %s late-release
// The ways to borrow: while the borrow lives the owner is needed, and dead borrows don't keep it.
#include "Inputs/std.h"

double sum(const std::vector<double> &values);
void show(double);
bool coin();

struct Row {
  std::vector<double> x;
  double y;
};
struct View {
  std::string_view text;
  const double *numbers;
};
struct Table {
  explicit Table(size_t n) : cells(n) {}
  std::vector<double> cells;
  const std::vector<double> &column() const;
  double *raw();
};
struct Buffer {
  explicit Buffer(size_t n) : first(new double[n]) {}
  ~Buffer() { delete[] first; }
  double *data() { return first; }
  double *first;
};
struct Cursor {
  explicit Cursor(const std::vector<double> &values) : at(values.data()) {}
  double next() { return *at++; }
  const double *at;
};
const Row &pick(const std::vector<Row> &rows, int index);
const Row &pickBound(const std::vector<Row> &rows [[clang::lifetimebound]], int index);
const double *largest(const std::vector<double> &values);

void referenceFromAFunctionIsUsed(size_t n) {
  std::vector<Row> a(n);
  const Row &row = pick(a, 0);
  std::vector<double> later(n);
  show(sum(later) + row.y);
}

void referenceFromAFunctionIsDead(size_t n) {
  std::vector<Row> a(n);
  //
  const Row &row = pick(a, 0);
  show(row.y);
  std::vector<double> later(n);
  show(sum(later));
}

void lifetimeboundReferenceIsUsed(size_t n) {
  std::vector<Row> a(n);
  const Row &row = pickBound(a, 0);
  std::vector<double> later(n);
  show(sum(later) + row.y);
}

void structOfViewsIsUsed(size_t n) {
  std::string a(n, 'x');
  View view{a, nullptr};
  std::vector<double> later(n);
  show(sum(later) + view.text.data()[0]);
}

void structOfViewsIsDead(size_t n) {
  std::string a(n, 'x');
  //
  View view{a, nullptr};
  show(view.text.data()[0]);
  std::vector<double> later(n);
  show(sum(later));
}

void lambdaByReferenceIsUsed(size_t n) {
  std::vector<double> a(n);
  auto first = [&] { return a[0]; };
  std::vector<double> later(n);
  show(sum(later) + first());
}

void lambdaByReferenceIsDead(size_t n) {
  std::vector<double> a(n);
  //
  auto first = [&] { return a[0]; };
  show(first());
  std::vector<double> later(n);
  show(sum(later));
}

void lambdaWithPointerCaptureIsUsed(size_t n) {
  std::vector<double> a(n);
  auto first = [p = a.data()] { return *p; };
  std::vector<double> later(n);
  show(sum(later) + first());
}

void lambdaCopyOfTheOwnerIsUsed(size_t n) {
  std::vector<double> a(n);
  //
  auto first = [a] { return a[0]; };
  std::vector<double> later(n);
  show(sum(later) + first());
}

void functionObjectIsUsed(size_t n) {
  std::vector<double> a(n);
  std::function<double()> first([&] { return a[0]; });
  std::vector<double> later(n);
  show(sum(later) + first());
}

void containerOfPointersIsUsed(size_t n) {
  std::vector<Row> a(n);
  std::vector<const Row *> chosen;
  for (auto &row : a)
    chosen.push_back(&row);
  std::vector<double> later(n);
  show(sum(later) + chosen[0]->y);
}

void mapOfViewsIsUsed(size_t n) {
  std::string a(n, 'x');
  std::map<int, std::string_view> words;
  words[0] = std::string_view(a).substr(3);
  std::vector<double> later(n);
  show(sum(later) + words[0].size());
}

void spanIsUsed(size_t n) {
  std::vector<double> a(n);
  std::span<double> view(a);
  std::vector<double> later(n);
  show(sum(later) + view[0]);
}

void spanOfASpanIsUsed(size_t n) {
  std::vector<double> a(n);
  std::span<double> view(a);
  auto rest = view.subspan(1);
  std::vector<double> later(n);
  show(sum(later) + rest[0]);
}

void pointerToDataIsUsed(size_t n) {
  std::vector<double> a(n);
  double *p = a.data();
  std::vector<double> later(n);
  show(sum(later) + p[0]);
}

void pointerToDataIsDead(size_t n) {
  std::vector<double> a(n);
  //
  double *p = a.data();
  show(p[0]);
  std::vector<double> later(n);
  show(sum(later));
}

void iteratorIsUsed(size_t n) {
  std::vector<double> a(n);
  auto it = std::max_element(a.begin(), a.end());
  std::vector<double> later(n);
  show(sum(later) + *it);
}

void pointerFromAnUnknownFunctionIsUsed(size_t n) {
  std::vector<double> a(n);
  const double *p = largest(a);
  std::vector<double> later(n);
  show(sum(later) + *p);
}

void memberReferenceOfAnUnknownMethodIsUsed(size_t n) {
  Table a(n);
  const auto &column = a.column();
  std::vector<double> later(n);
  show(sum(later) + column[0]);
}

void memberReferenceOfAnUnknownMethodIsDead(size_t n) {
  Table a(n);
  //
  const auto &column = a.column();
  show(column[0]);
  std::vector<double> later(n);
  show(sum(later));
}

void threadUsesTheOwner(size_t n) {
  std::vector<double> a(n);
  std::thread worker([&] { show(a[0]); });
  std::vector<double> later(n);
  show(sum(later));
  worker.join();
}

void detachedThreadUsesTheOwner(std::vector<double> &a, size_t n) {
  std::thread([&] { show(a[0]); }).detach();
  std::vector<double> later(n);
  show(sum(later));
}

void pointerFromUniqueIsUsed(size_t n) {
  auto a = std::make_unique<Table>(n);
  Table *p = a.get();
  std::vector<double> later(n);
  show(sum(later) + p->cells[0]);
}

void movedAway(size_t n) {
  void consume(std::vector<double>);
  std::vector<double> a(n);
  consume(std::move(a));
  std::vector<double> later(n);
  show(sum(later));
}

void pointerIntoAMemberIsUsed(size_t n) {
  Row row;
  row.x.resize(n);
  double *p = &row.x[0];
  std::vector<double> later(n);
  show(sum(later) + *p);
}

void pointerOfAUserOwnerIsUsed(size_t n) {
  Buffer a(n);
  double *p = a.data();
  std::vector<double> later(n);
  show(sum(later) + *p);
}

void pointerOfAUserOwnerIsDead(size_t n) {
  Buffer a(n);
  //
  double *p = a.data();
  show(*p);
  std::vector<double> later(n);
  show(sum(later));
}

void referenceToAMemberIsUsed(size_t n) {
  Row row;
  row.x.resize(n);
  auto &numbers = row.x;
  std::vector<double> later(n);
  show(sum(later) + numbers[0]);
}

void chainOfReferencesIsUsed(size_t n) {
  std::vector<double> a(n);
  auto &b = a;
  auto &c = b;
  std::vector<double> later(n);
  show(sum(later) + c[0]);
}

void pointerSetOnOneBranchIsUsed(size_t n) {
  std::vector<double> a(n);
  double *p;
  if (coin())
    p = a.data();
  else
    p = nullptr;
  std::vector<double> later(n);
  if (p)
    show(sum(later) + *p);
}

void referenceWrapperIsUsed(size_t n) {
  std::vector<double> a(n);
  auto wrapped = std::ref(a);
  std::vector<double> later(n);
  show(sum(later) + wrapped.get()[0]);
}

void userViewIsUsed(size_t n) {
  std::vector<double> a(n);
  Cursor cursor(a);
  std::vector<double> later(n);
  show(sum(later) + cursor.next());
}

void userViewIsDead(size_t n) {
  std::vector<double> a(n);
  //
  Cursor cursor(a);
  show(cursor.next());
  std::vector<double> later(n);
  show(sum(later));
}

struct Outer {
  const std::vector<double> *values;
  void attach(const std::vector<double> &other) { values = &other; }
  double first() const { return (*values)[0]; }
};

void attachedToAnObjectThatIsUsed(size_t n) {
  std::vector<double> a(n);
  Outer outer;
  outer.attach(a);
  std::vector<double> later(n);
  show(sum(later) + outer.first());
}

void storedThroughAPointerThatIsUsed(size_t n) {
  std::vector<double> a(n);
  Outer outer;
  Outer *p = &outer;
  p->values = &a;
  std::vector<double> later(n);
  show(sum(later) + outer.first());
}

void structuredBindingByReferenceIsUsed(size_t n) {
  Row row;
  row.x.resize(n);
  auto &[x, y] = row;
  std::vector<double> later(n);
  show(sum(later) + x[0] + y);
}

void rangeForReferenceEscapesTheLoop(size_t n) {
  std::vector<Row> a(n);
  const Row *best = nullptr;
  for (const Row &row : a)
    if (!best || row.y > best->y)
      best = &row;
  std::vector<double> later(n);
  show(sum(later) + best->y);
}

void conditionalReferenceIsUsed(size_t n) {
  std::vector<double> a(n), b(n);
  std::vector<double> &chosen = coin() ? a : b;
  std::vector<double> later(n);
  show(sum(later) + chosen[0]);
}

void weakPointerIsUsed(size_t n) {
  auto a = std::make_shared<std::vector<double>>(n);
  std::weak_ptr<std::vector<double>> weak(a);
  std::vector<double> later(n);
  show(sum(later) + sum(*weak.lock()));
}
