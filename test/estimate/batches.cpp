// Elements that a loop collects until something happens are at most one batch each, whatever that is. Measured 2.3 MiB.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%d\n' %% (i * i %% 7) for i in range(60000)))"
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t/in | FileCheck %s
#include <fstream>
#include <string>
#include <utility>
#include <vector>

struct Run {
  long last = 0;
  std::vector<long> times;
};

// CHECK: peak 5.8 MiB (at most)
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::vector<Run> runs;
  Run current;
  std::string line;
  while (std::getline(in, line)) {
    long time = std::stol(line);
    if (!current.times.empty() && time < current.last) {
      runs.push_back(std::move(current));
      current = Run{};
    }
    current.last = time;
    current.times.push_back(time);
  }
  runs.push_back(std::move(current));
  return runs.empty();
}
