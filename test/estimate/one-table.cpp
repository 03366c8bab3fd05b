// Keys of several places of a record that are put into one table: how many different ones there are is known of all of them
// together, whether they are added here or by a method, and what is added only if a key is new follows that.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%d %%d\n' %% (i * 7919 %% 5000, i * 104729 %% 7500) for i in range(60000)))"
// RUN: %highwater estimate -v %s --flag=-std=c++20 --flag=-DINTERNED -- prog %t/in | FileCheck %s --check-prefix=INTERNED
// RUN: %highwater estimate -v %s --flag=-std=c++20 --flag=-DBOTHWAYS -- prog %t/in | FileCheck %s --check-prefix=BOTHWAYS
// RUN: %highwater estimate -v %s --flag=-std=c++20 --flag=-DFIELDS -- prog %t/in | FileCheck %s --check-prefix=FIELDS
// RUN: %highwater estimate -v %s --flag=-std=c++20 --flag=-DREPLACED -- prog %t/in | FileCheck %s --check-prefix=REPLACED
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

class Names {
  std::unordered_map<std::string, int> ids;
  std::vector<std::string> names;

public:
  int intern(const std::string &name) {
    auto [it, added] = ids.try_emplace(name, static_cast<int>(names.size()));
    if (added)
      names.push_back(name);
    return it->second;
  }
};

int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
#if defined(INTERNED)
  // Measured 888.6 KiB, 71.0 of which the C++ library has from the start.
  // INTERNED: peak {{[89][0-9][0-9]\.[0-9]}} KiB
  // INTERNED: distinct(word(argv[1])) = 7500
  // INTERNED: fresh(word(argv[1])) = 0.0625
  Names names;
  long sum = 0;
  for (std::string from, to; in >> from >> to;)
    sum += names.intern(from) + names.intern(to);
  return sum < 0;
#elif defined(BOTHWAYS)
  // Measured 1.5 MiB.
  // BOTHWAYS: peak 1.{{[456]}} MiB  =
  // BOTHWAYS: distinct(word(argv[1])) = 7500
  std::map<int, std::vector<int>> neighbours;
  for (int a, b; in >> a >> b;) {
    neighbours[a].push_back(b);
    neighbours[b].push_back(a);
  }
  return neighbours.empty();
#elif defined(FIELDS)
  // FIELDS: distinct(either(column(word(line(argv[1])), 0), column(word(line(argv[1])), 1))) = 7500
  std::map<int, int> degrees;
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    int a, b;
    fields >> a >> b;
    ++degrees[a];
    ++degrees[b];
  }
  return degrees.empty();
#else
  // As long as it was: 4096 letters of each.
  // REPLACED: peak 236.{{[0-9]}} MiB
  std::vector<std::string> pages;
  for (std::string line; std::getline(in, line);) {
    pages.emplace_back(4080, ' ');
    pages.back().replace(0, line.size(), line);
  }
  return pages.empty();
#endif
}
