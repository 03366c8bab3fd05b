// A unit has every function that has a body: instantiations and closures too, in the order of the source.
// RUN: %highwater dump events %s -- -std=c++20 -I%root/include | FileCheck %s
// RUN: %highwater dump events --raw %s -- -std=c++20 -I%root/include | FileCheck --check-prefix=RAW %s
#include <highwater/budget.h>

#include <algorithm>
#include <string>
#include <vector>

template <typename T> int length(const T &x) { return x.size(); }
template <typename T> struct Stack {
  std::vector<T> items;
  void push(T x) { items.push_back(std::move(x)); }
  void unused() {}
};
struct ByLength {
  bool operator()(const std::string &a, const std::string &b) const { return a.size() < b.size(); }
};
HIGHWATER_BUDGET("512MiB") static int hidden(std::vector<std::string> &v) {
  std::sort(v.begin(), v.end(), ByLength());
  std::for_each(v.begin(), v.end(), [](const auto &s) { return s.empty(); });
  Stack<int> stack;
  stack.push(length(v) + length(v[0]));
  return 0;
}
std::vector<std::string> table(3);
static const int limit = 4;
int main(int, char **argv) {
  static std::string cache = argv[1];
  return hidden(table) + limit;
}
// CHECK: length(const std::string &) -> int  instantiation
// CHECK: length(const std::vector<std::string> &) -> int  instantiation
// CHECK: Stack::push(int) -> void  instantiation
// CHECK: call std::vector::push_back(rref &x) on &this*.items
// CHECK-NOT: unused
// CHECK: ByLength::operator()(const std::string &, const std::string &) -> bool
// CHECK: hidden(std::vector<std::string> &) -> int  budget 512MiB
// CHECK: hidden::(lambda)::operator()(const std::string &) -> bool  instantiation
// CHECK: main(int, char **) -> int  main
// CHECK: declare cache: std::string
// CHECK-NEXT: call std::basic_string::basic_string(cptr argv[1], cref ?) on &cache
// CHECK-NEXT: call hidden(ref &table) -> $[[#TEMP:]]
// CHECK-NEXT: set result := ($[[#TEMP]] + 4)
// CHECK: (initializers)() -> void
// CHECK: call std::vector::vector(3, cref ?) on &table

// What other units cannot see is known by the main file, too.
// RAW: unit main="[[FILE:.*functions.cpp]]" library="libstdc++"
// RAW: type record spelling="std::vector<std::string>" name="std::vector" args=[{{[0-9]+}} {{[0-9]+}}] size=24 align=8 system
// RAW: function usr="c:@F@length<#$@N@std@N@__cxx11@S@basic_string{{.*}}
// RAW: function usr="[[FILE]]#c:functions.cpp@F@hidden{{.*}}
// RAW: function usr="[[FILE]]#c:@F@main{{.*}}
// RAW: finished
