// As many letters as the command line says, from each place of a line: there are as many keys as the text has different ones.
// Powers of such a number are sizes.
// RUN: rm -rf %t && mkdir %t && %python -c "import random; random.seed(3); open('%t/in', 'w').write(''.join('>\n' + ''.join(random.choices('ACGT', k=90)) + '\n' for i in range(2000)))"
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t/in 6 | FileCheck %s
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DTABLE -- prog %t/in 9 | FileCheck %s --check-prefix=TABLE
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DTABLE --assume 'value(argv[2])=9' | FileCheck %s --check-prefix=TABLE
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DTABLE | FileCheck %s --check-prefix=FORMULA
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

// Measured 304.4 KiB.
// CHECK: peak 320.{{[0-9]}} KiB
// CHECK: distinct(window(line(argv[1]), '6')) = 4096
// TABLE: peak 1.0 MiB
// FORMULA: chunk(4·exp2(2·value(argv[2])))
int main(int, char **argv) {
  std::ifstream in(argv[1]);
  const std::size_t k = std::stoul(argv[2]);
#ifdef TABLE
  std::vector<unsigned> counts(1ull << (2 * k));
#else
  std::unordered_map<std::string, unsigned> counts;
  for (std::string line; std::getline(in, line);) {
    if (line[0] == '>')
      continue;
    for (std::size_t i = 0; i + k <= line.size(); ++i)
      ++counts[line.substr(i, k)];
  }
#endif
}
