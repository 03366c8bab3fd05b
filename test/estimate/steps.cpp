// Loops that go in steps of a number from the command line, and loops that stop at a limit before all is gone through.
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog 4000000 100 | FileCheck %s --check-prefix=STEPS
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DLIMIT -- prog 4000000 50000 | FileCheck %s --check-prefix=LIMIT
#include <algorithm>
#include <cstdlib>
#include <vector>

int main(int, char **argv) {
  std::size_t count = std::strtoul(argv[1], nullptr, 10), step = std::strtoul(argv[2], nullptr, 10);
#ifdef LIMIT
  std::vector<char> all(count);
  std::vector<long> first;
  for (char c : all) {
    if (first.size() >= step)
      break;
    first.push_back(c);
  }
#else
  std::vector<std::vector<long>> batches;
  for (std::size_t begin = 0; begin < count; begin += step) {
    std::size_t end = std::min(begin + step, count);
    batches.emplace_back(end - begin);
  }
#endif
}
// STEPS: peak 32.{{[0-9]}} MiB
// LIMIT: peak 4.6 MiB
