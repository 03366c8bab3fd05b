// A loop over a table sees pairs: their values are passed on, grown and copied like any other object; 1,000,000 numbers.
// RUN: %highwater estimate %s --flag -std=c++20 --entry passed --assume n=1000000 | FileCheck %s --check-prefix=TWICE
// RUN: %highwater estimate %s --flag -std=c++20 --entry bound --assume n=1000000 | FileCheck %s --check-prefix=TWICE
// RUN: %highwater estimate %s --flag -std=c++20 --entry grown --assume n=1000000 | FileCheck %s --check-prefix=GROWN
// RUN: %highwater estimate %s --flag -std=c++20 --entry keys --assume n=1000000 | FileCheck %s --check-prefix=TWICE
// RUN: %highwater estimate %s --flag -std=c++20 --entry entry --assume n=1000000 | FileCheck %s --check-prefix=TWICE
// RUN: %highwater estimate %s --flag -std=c++20 --entry copies --assume n=1000000 | FileCheck %s --check-prefix=TWICE
// TWICE: peak 1{{5[.][36]|6[.]0}} MiB
// GROWN: peak 24.0 MiB

#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

using Numbers = std::vector<double>;

static double total(const Numbers &numbers) {
  Numbers copy(numbers);
  return copy[0];
}

double passed(std::size_t n) {
  std::map<int, Numbers> table;
  table[1] = Numbers(n);
  double sum = 0;
  for (const auto &entry : table)
    sum += total(entry.second);
  return sum;
}

double bound(std::size_t n) {
  std::unordered_map<int, Numbers> table;
  table[1] = Numbers(n);
  double sum = 0;
  for (auto &[key, numbers] : table) {
    Numbers copy;
    copy.reserve(numbers.size());
    sum += copy.size();
  }
  return sum;
}

void grown(std::size_t n) {
  std::map<int, Numbers> table;
  table[1] = Numbers(n);
  for (auto &[key, numbers] : table)
    numbers.resize(2 * n);
}

double keys(std::size_t n) {
  std::set<Numbers> table;
  table.insert(Numbers(n));
  double sum = 0;
  for (const Numbers &numbers : table)
    sum += total(numbers);
  return sum;
}

static double ofEntry(const std::pair<const int, Numbers> &entry) { return total(entry.second); }

double entry(std::size_t n) {
  std::map<int, Numbers> table;
  table[1] = Numbers(n);
  double sum = 0;
  for (const auto &entry : table)
    sum += ofEntry(entry);
  return sum;
}

double copies(std::size_t n) {
  std::map<int, Numbers> table;
  table[1] = Numbers(n);
  double sum = 0;
  for (auto entry : table)
    sum += entry.second[0];
  return sum;
}
