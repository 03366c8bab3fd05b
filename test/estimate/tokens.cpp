// Pieces that a function of the program takes off the front of a text, with any of several separators between them, and what is
// added in all for them, as many as each line has; portions of a range.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join(' '.join(f'word-number-{(i * 31 + j * 7) %% 500:04d}' for j in range(1 + i %% 60)) + '\n' for i in range(10000)))"
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DWORDS -- prog %t/in | FileCheck %s --check-prefix=WORDS
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DNEXT -- prog %t/in | FileCheck %s --check-prefix=NEXT
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DPORTIONS -- prog %t/in 4 | FileCheck %s --check-prefix=PORTIONS
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

class Tokenizer {
public:
  explicit Tokenizer(std::string_view text) : rest(text) {}
  bool next(std::string_view &token) {
    auto begin = rest.find_first_not_of(" \t,;");
    if (begin == std::string_view::npos)
      return false;
    rest.remove_prefix(begin);
    auto end = rest.find_first_of(" \t,;");
    token = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    return true;
  }

private:
  std::string_view rest;
};

int main(int, char **argv) {
  std::ifstream in(argv[1]);
  std::vector<long> lengths;
#ifdef WORDS // 6.1 MiB measured
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string word;
    while (words >> word)
      lengths.push_back(word.size());
  }
#elif defined NEXT // 6.1 MiB measured
  std::unordered_map<std::string, int> counts;
  for (std::string line; std::getline(in, line);) {
    Tokenizer tokens(line);
    std::string_view token;
    while (tokens.next(token)) {
      ++counts[std::string(token)];
      lengths.push_back(token.size());
    }
  }
#else // 1.3 MiB measured
  std::size_t portions = std::stoul(argv[2]);
  for (std::string line; std::getline(in, line);)
    lengths.push_back(line.size());
  std::vector<std::vector<double>> scaled;
  std::size_t each = (lengths.size() + portions - 1) / portions;
  for (std::size_t begin = 0; begin < lengths.size(); begin += each) {
    std::size_t end = std::min(begin + each, lengths.size());
    std::vector<double> portion;
    for (std::size_t i = begin; i < end; ++i)
      for (int part = 0; part < 8; ++part)
        portion.push_back(lengths[i] * part);
    scaled.push_back(std::move(portion));
  }
#endif
}
// WORDS: peak 6.0 MiB  =
// NEXT: peak 6.1 MiB  =
// PORTIONS: peak 1.3 MiB  =
