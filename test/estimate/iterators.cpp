// Loops over iterators run as often as there are elements between those.
// RUN: %highwater dump summary %s -- -w -std=c++17 | FileCheck %s
// RUN: %highwater dump summary %s -- -w -std=c++20 | FileCheck %s
#include <iterator>
#include <list>
#include <map>
#include <set>
#include <string>
#include <vector>
using std::size_t;

// CHECK-LABEL: all:
// CHECK: returns size(*arg0)
size_t all(const std::map<int, int> &map) {
  size_t n = 0;
  for (std::map<int, int>::const_iterator it = map.begin(); it != map.end(); it++)
    ++n;
  return n;
}

// CHECK-LABEL: pairs:
// CHECK: returns 0.5*size(*arg0)^2 - 0.5*size(*arg0)
size_t pairs(const std::set<int> &set) {
  size_t n = 0;
  for (auto a = set.begin(); a != set.end(); ++a)
    for (auto b = std::next(a); b != set.end(); ++b)
      ++n;
  return n;
}

// CHECK-LABEL: reversed:
// CHECK: returns size(*arg0)
size_t reversed(const std::list<std::string> &list) {
  size_t n = 0;
  for (auto it = list.rbegin(); it != list.rend(); ++it)
    ++n;
  return n;
}

// CHECK-LABEL: backwards:
// CHECK: returns size(*arg0)
size_t backwards(const std::vector<int> &vector) {
  size_t n = 0;
  for (auto it = vector.end(); it != vector.begin(); --it)
    ++n;
  return n;
}

// CHECK-LABEL: halves:
// CHECK: returns 0.5*size(*arg0)
size_t halves(const std::vector<int> &vector) {
  size_t n = 0;
  for (auto it = vector.begin(); it != vector.end(); it += 2)
    ++n;
  return n;
}

// Nobody knows which of them are taken out.
// CHECK-LABEL: filtered:
// CHECK: returns unknown
size_t filtered(std::map<int, int> &map, bool (*drops)(int)) {
  size_t n = 0;
  for (auto it = map.begin(); it != map.end(); ++n)
    if (drops(it->first))
      it = map.erase(it);
    else
      ++it;
  return n;
}

// Each vector is emptied.
// CHECK-LABEL: emptied:
// CHECK: leaves *arg0 = std::map{{.*}}value: std::vector{capacity: 0, size: 0
void emptied(std::map<int, std::vector<int>> &map) {
  for (auto it = map.begin(); it != map.end(); ++it)
    std::vector<int>().swap(it->second);
}
