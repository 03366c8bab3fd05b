// Texts that are split letter by letter: as many pieces as the text has, each as long as they are; what is counted under a
// piece shares the elements that pieces lead to.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('aa,bb,cc,dd\n' * 50000)"
// RUN: %highwater estimate %s --flag -std=c++20 -- prog %t/in | FileCheck %s --check-prefix=FIELDS
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DWORDS -- prog %t/in | FileCheck %s --check-prefix=WORDS
#include <cctype>
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

#ifdef WORDS
struct Index {
  std::unordered_map<std::string, std::vector<int>> postings;
  void add(const std::string &word, int line) { postings[word].push_back(line); }
  void read(const std::string &text, int line) {
    std::string word;
    for (char c : text)
      if (std::isalnum(c)) {
        word += c;
      } else if (!word.empty()) {
        add(word, line);
        word.clear();
      }
    if (!word.empty())
      add(word, line);
  }
};
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  Index index;
  std::string text;
  for (int line = 0; std::getline(in, text); ++line)
    index.read(text, line);
}
// WORDS: peak 1.3 MiB
#else
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::string text, field;
  std::vector<std::string> fields;
  while (std::getline(in, text))
    for (char c : text) {
      if (c == ',') {
        fields.push_back(field);
        field.clear();
      } else {
        field += c;
      }
    }
}
// FIELDS: peak 12.0 MiB
#endif
