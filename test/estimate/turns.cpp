// Lines of several kinds that take turns: each is as long as its kind, also where a sample is drawn from a large file.
// RUN: rm -rf %t && mkdir %t
// RUN: %python -c "open('%t/small', 'w').write(('@name\n' + 'ACGT' * 25 + '\n+\n' + 'I' * 100 + '\n') * 5000)"
// RUN: %python -c "import random; random.seed(1); open('%t/large', 'w').write(''.join('@%%d\n' %% i + 'ACGT' * random.randint(20, 60) + '\n+\nII\n' for i in range(60000)))"
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t/small | FileCheck %s --check-prefix=SMALL
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t/large | FileCheck %s --check-prefix=LARGE
// Words as well: what is different is counted for those that are kept together.
// RUN: %python -c "open('%t/words', 'w').write(''.join('a-user-with-number-%%d thing-%%d %%d\n' %% (i %% 500, i %% 4000, i) for i in range(40000)))"
// RUN: %highwater estimate -v %s --flag=-std=c++20 --flag=-DAPART -- prog %t/words | FileCheck %s --check-prefix=APART
// RUN: %highwater estimate -v %s --flag=-std=c++20 --flag=-DTOGETHER -- prog %t/words | FileCheck %s --check-prefix=TOGETHER
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

int main(int, char **argv) {
  std::ifstream in(argv[1]);
#if defined(APART) || defined(TOGETHER)
  std::unordered_map<std::string, int> users, things;
#ifdef TOGETHER
  auto &others = users;
#else
  auto &others = things;
#endif
  std::string user, thing;
  for (int amount; in >> user >> thing >> amount;) {
    users[user] += amount;
    others[thing] += amount;
  }
#else
  std::vector<std::string> sequences;
  std::string name, sequence, plus, quality;
  while (std::getline(in, name)) {
    std::getline(in, sequence);
    std::getline(in, plus);
    std::getline(in, quality);
    sequences.push_back(sequence);
  }
#endif
}
// SMALL: peak
// SMALL: len(turn(line(argv[1]), 1, 4)) = 100
// LARGE: peak
// LARGE: len(turn(line(argv[1]), 1, 4)) = 160
// APART: peak
// APART: distinct(turn(word(argv[1]), 0, 3)) = 500
// APART: distinct(turn(word(argv[1]), 1, 3)) = 4000
// TOGETHER: peak
// TOGETHER: distinct(either(turn(word(argv[1]), 0, 3), turn(word(argv[1]), 1, 3))) = 4500
