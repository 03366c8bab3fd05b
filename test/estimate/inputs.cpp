// Inputs that are read whole and then line by line, and views of what was read as arguments.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('a line of thirty-one characters\n' * 50000)"
// RUN: %highwater estimate %s --flag -std=c++20 -- prog %t/in | FileCheck %s --check-prefix=STREAM
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DITERATORS -- prog %t/in | FileCheck %s --check-prefix=ITERATORS
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

static std::size_t half(std::string_view text) { return text.empty() ? 0 : text.size() / 2; }

int main(int, char **argv) {
  std::ifstream file(argv[1]);
#ifdef ITERATORS
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::istringstream in(text);
  text = {};
#else
  std::stringstream in;
  in << file.rdbuf();
#endif
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    line.resize(line.size() - half(line) + 4);
    lines.push_back(line);
  }
}
// 6.1 measured.
// STREAM: peak 6.0 MiB
// 7.5 measured.
// ITERATORS: peak 7.4 MiB
