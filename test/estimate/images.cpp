// Keys that are made of a text letter by letter: there are no more of them than of the texts.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join(f'Word-number-{i %% 1000:04} ' + '\n' * (i %% 10 == 9) for i in range(100000)))"
// RUN: %highwater estimate %s --flag -std=c++20 -- prog %t/in | FileCheck %s
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DINLINE -- prog %t/in | FileCheck %s
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>

static std::string lower(std::string_view word) {
  std::string result;
  std::transform(word.begin(), word.end(), std::back_inserter(result), [](unsigned char c) { return std::tolower(c); });
  return result;
}

int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::unordered_map<std::string, int> counts;
  for (std::string word; in >> word;) {
#ifdef INLINE
    std::string key;
    for (char c : word)
      key += static_cast<char>(std::tolower(c));
    ++counts[key];
#else
    ++counts[lower(word)];
#endif
  }
}
// 127 and 111 measured, and 71 that every program holds.
// CHECK: peak {{115.0|130.6}} KiB
