// What the elements of a std::array hold, together: they lie in the object, what they own does not.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%040d\n' %% i for i in range(20000)))"
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t/in | FileCheck %s
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DPLAIN -- prog %t/in | FileCheck %s --check-prefix=PLAIN
#include <array>
#include <fstream>
#include <string>
#include <vector>

struct Hour {
  long hits = 0;
  std::vector<std::string> visitors;
};

// Measured 2.0 MiB.
// CHECK: peak 2.0 MiB  =
// PLAIN: peak 78.9 KiB
int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::string line;
#ifdef PLAIN
  std::array<int, 24> hits{};
  std::vector<int> sums(1000 * hits.size() - 6000);
  while (std::getline(in, line))
    ++hits[line.size() % 24];
#else
  std::array<Hour, 24> hours;
  while (std::getline(in, line)) {
    Hour &hour = hours[line.back() % hours.size()];
    ++hour.hits;
    hour.visitors.push_back(line);
  }
#endif
}
