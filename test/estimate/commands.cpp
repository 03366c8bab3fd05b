// Commands by name in C++: maps of callables, comparisons of strings, options that a function reads into a struct,
// callbacks that a function is given.
// RUN: %highwater estimate %s --flag -std=c++20 -- prog map small 1000000 | FileCheck %s --check-prefix=SMALL
// RUN: %highwater estimate %s --flag -std=c++20 -- prog map large 1000000 | FileCheck %s --check-prefix=LARGE
// RUN: %highwater estimate %s --flag -std=c++20 -- prog map closure 1000000 | FileCheck %s --check-prefix=CLOSURE
// RUN: %highwater estimate %s --flag -std=c++20 -- prog options --count 1000000 | FileCheck %s --check-prefix=SMALL
// RUN: %highwater estimate %s --flag -std=c++20 -- prog options --count 1000000 --twice | FileCheck %s --check-prefix=TWICE
// RUN: %highwater estimate %s --flag -std=c++20 -- prog each 1000000 | FileCheck %s --check-prefix=EACH
// RUN: %highwater estimate %s --flag -std=c++20 -- prog other 1000000 | FileCheck %s --check-prefix=OTHER

// SMALL: peak 7.6 MiB
// LARGE: peak 76.3 MiB
// CLOSURE: peak 22.9 MiB
// TWICE: peak 15.3 MiB
// EACH: peak 12.0 MiB
// OTHER: peak 256.0 MiB

#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <vector>

static std::size_t small(std::size_t n) { return std::vector<double>(n).size(); }
static std::size_t large(std::size_t n) { return std::vector<double>(10 * n).size(); }

static const std::map<std::string, std::function<std::size_t(std::size_t)>> commands = {
    {"small", small}, {"large", large}, {"closure", [](std::size_t n) { return std::vector<double>(3 * n).size(); }}};

struct Options {
  std::size_t count = 5;
  bool twice = false;
};

static Options parse(int argc, char **argv) {
  Options options;
  for (int i = 2; i < argc; ++i) {
    std::string word = argv[i];
    if (word == "--count")
      options.count = std::stoul(argv[++i]);
    else if (word == "--twice")
      options.twice = true;
  }
  return options;
}

static void forEach(std::size_t n, const std::function<void(std::size_t)> &call) {
  for (std::size_t i = 0; i < n; ++i)
    call(i);
}

int main(int argc, char **argv) {
  std::vector<std::string> args(argv, argv + argc);
  if (args[1] == "map")
    return commands.at(args[2])(std::stoul(argv[3])) == 0;
  if (std::strcmp(argv[1], "options") == 0) {
    Options options = parse(argc, argv);
    std::vector<double> values(options.twice ? 2 * options.count : options.count);
    return values.empty();
  }
  std::string mode = args[1];
  if (mode == "each") {
    std::vector<double> values;
    forEach(std::stoul(args[2]), [&](std::size_t i) { values.push_back(i); });
    return values.empty();
  }
  std::vector<char> others(256 << 20);
  return others.empty();
}
