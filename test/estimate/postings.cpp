// A list for each different word, filled by lines of different lengths: all words go to all lists together. Measured 1.8 MiB
// besides what the runtime sets aside.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join(' '.join('w%%d' %% ((i * 37 + j * 101) %% 3001) for j in range(i %% 19 + 1)) + '\n' for i in range(15000)))"
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t/in | FileCheck %s
#include <cctype>
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

struct Posting {
  unsigned line, place;
};

// CHECK: peak 1.8 MiB =
int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::unordered_map<std::string, std::vector<Posting>> postings;
  unsigned id = 0;
  for (std::string line; std::getline(in, line); ++id) {
    std::string word;
    unsigned place = 0;
    for (char c : line) {
      if (std::isalnum(static_cast<unsigned char>(c)))
        word += c;
      else if (!word.empty()) {
        postings[word].push_back({id, place++});
        word.clear();
      }
    }
    if (!word.empty())
      postings[word].push_back({id, place});
  }
  return postings.empty();
}
