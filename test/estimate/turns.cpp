// Lines of several kinds that take turns: each is as long as its kind, also where a sample is drawn from a large file.
// RUN: rm -rf %t && mkdir %t
// RUN: %python -c "open('%t/small', 'w').write(('@name\n' + 'ACGT' * 25 + '\n+\n' + 'I' * 100 + '\n') * 5000)"
// RUN: %python -c "import random; random.seed(1); open('%t/large', 'w').write(''.join('@%%d\n' %% i + 'ACGT' * random.randint(20, 60) + '\n+\nII\n' for i in range(60000)))"
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t/small | FileCheck %s --check-prefix=SMALL
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t/large | FileCheck %s --check-prefix=LARGE
#include <fstream>
#include <string>
#include <vector>

int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::vector<std::string> sequences;
  std::string name, sequence, plus, quality;
  while (std::getline(in, name)) {
    std::getline(in, sequence);
    std::getline(in, plus);
    std::getline(in, quality);
    sequences.push_back(sequence);
  }
}
// SMALL: peak
// SMALL: len(turn(line(argv[1]), 1, 4)) = 100
// LARGE: peak
// LARGE: len(turn(line(argv[1]), 1, 4)) = 160
