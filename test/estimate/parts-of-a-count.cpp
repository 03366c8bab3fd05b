// Branches that take every second, or third, of what a loop counts: also where both sides are as frequent.
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog 1000000 | FileCheck %s
#include <cstdlib>
#include <vector>

int main(int, char **argv) {
  long n = std::atol(argv[1]);
  std::vector<long> odd, others;
  for (long i = 0; i < n; ++i) {
    if (i % 2 == 1)
      odd.push_back(i);
    if (i % 3)
      others.push_back(i);
  }
}
// Measured: 16.1 MiB, with the 0.1 MiB that libstdc++ keeps for exceptions.
// CHECK: peak 16.0 MiB
// CHECK: 8.0 MiB  others
// CHECK: 4.0 MiB  odd
