// Lists behind keys, filled from those lines only that have something to fill them with: as full as if each line had.
// Measured 0.70 MiB besides what the runtime sets aside.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('a%%d\t' %% i + ' '.join('w%%d' %% ((i * 37 + j * 101) %% 3001) for j in range(i %% 19 + 1)) + '\n' for i in range(9000)))"
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t/in | FileCheck %s
#include <fstream>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

// CHECK: peak 7{{[0-9][0-9].[0-9]}} KiB =
int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::unordered_map<std::string, std::vector<unsigned>> places;
  for (std::string line; std::getline(in, line);) {
    auto tab = line.find('\t');
    if (tab == std::string::npos)
      continue;
    std::istringstream words(line.substr(tab + 1));
    unsigned place = 0;
    for (std::string word; words >> word;)
      places[word].push_back(place++);
  }
  return places.empty();
}
