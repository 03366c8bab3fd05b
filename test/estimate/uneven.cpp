// Vectors behind keys, most of which get few elements and some get many: each has the room for its own, not for the average.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%d,%%d\n' %% (i if i < 20000 else i %% 50, i) for i in range(80000)))"
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t/in | FileCheck %s
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

// Measured 2.7 MiB; as if each had four of them, it would be 2.0.
// CHECK: peak 2.{{[5-8]}} MiB  =
// CHECK: distinct(column(token(line(argv[1]), ','), 0)) = 20000
// CHECK: spread(column(token(line(argv[1]), ','), 0)) = 1
int main(int argc, char **argv) {
  std::unordered_map<int, std::vector<double>> groups;
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) {
    std::size_t comma = line.find(',');
    groups[std::stoi(line.substr(0, comma))].push_back(std::stod(line.substr(comma + 1)));
  }
  return groups.empty();
}
