// Of keys that are only known to be no larger than a mask there are at most that many, and at most as many as were added.
// RUN: %python -c "print('GATTACA\n' * 1000, end='')" > %t
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t | FileCheck %s
#include <fstream>
#include <string>
#include <unordered_map>

// CHECK: peak {{[0-9.]+}} KiB  (at most)
int main(int argc, char **argv) {
  std::unordered_map<unsigned, int> counts;
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) {
    unsigned code = 0;
    for (char letter : line) {
      code = (code << 2 | (letter >> 1 & 3)) & 4095;
      ++counts[code];
    }
  }
}
