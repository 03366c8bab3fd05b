// Either of two conditions leads to the same place: their shares add up. Measured 683.5 KiB besides what the runtime sets aside.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%d,%%d\n' %% (i * 7 %% 100, i %% 5) for i in range(60000)))"
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t/in | FileCheck %s
#include <fstream>
#include <list>
#include <string>

// CHECK: peak 683.{{[0-9]}} KiB =
int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::list<int> kept;
  std::string line;
  while (std::getline(in, line)) {
    int score = std::stoi(line), level = std::stoi(line.substr(line.find(',') + 1));
    if (level == 1 || score < 20)
      kept.push_back(score);
  }
  return kept.empty();
}
