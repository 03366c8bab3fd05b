// Lines whose words, if there are any, are counted in one of a few tables: each has its share of them, and no more than there
// are. Measured 1.9 MiB besides what the runtime sets aside.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join(' '.join('word-number-%%d' %% ((i * 37 + j * 101) %% 5003) for j in range(8)) + '\n' for i in range(9000)))"
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DTABLES=4 -- prog %t/in | FileCheck %s
// RUN: %highwater estimate %s --flag=-std=c++20 --flag=-DTABLES=2*argc -- prog %t/in | FileCheck %s
#include <fstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using Counts = std::unordered_map<std::string, std::size_t>;

static void count(std::string_view line, Counts &counts) {
  std::size_t at = 0;
  while (at < line.size()) {
    std::size_t end = line.find_first_of(" \t", at);
    if (end == std::string_view::npos)
      end = line.size();
    if (end > at)
      ++counts[std::string(line.substr(at, end - at))];
    at = end + 1;
  }
}

// CHECK: peak 2.1 MiB
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::vector<Counts> counts(TABLES);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);)
    count(line, counts[number++ % counts.size()]);
  return counts[0].empty();
}
