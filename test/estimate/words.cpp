// Options that a program takes off the command line by hand: ranges of words, pieces of words, closures that know the words.
// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: %highwater estimate -v main.cpp --flag=-std=c++20 -- prog index lines.txt --count 1000000 | FileCheck %s
// RUN: %highwater estimate -v main.cpp --flag=-std=c++20 -- prog range --count=1000000 lines.txt | FileCheck %s
// RUN: %highwater estimate -v main.cpp --flag=-std=c++20 -- prog view -c=1000000 lines.txt | FileCheck %s
// RUN: %highwater estimate -v main.cpp --flag=-std=c++20 -- prog closure lines.txt -count 1000000 -v | FileCheck %s
// CHECK: peak 7.6 MiB
// CHECK: rows(argv[{{[0-9]}}]) = 3  (file lines.txt)

//--- lines.txt
one
two
three
//--- main.cpp
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_view_literals;

struct Config {
  std::string input;
  std::size_t count = 5;
  bool verbose = false;
};

static Config byIndex(const std::vector<std::string> &words) {
  Config config;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string &word = words[i];
    if (word == "--count" && i + 1 < words.size())
      config.count = std::stoul(words[++i]);
    else if (word.rfind("--v", 0) == 0)
      config.verbose = true;
    else
      config.input = word;
  }
  return config;
}

static Config byRange(const std::vector<std::string> &words) {
  Config config;
  for (const auto &word : words) {
    if (word.starts_with("--count="))
      config.count = std::stoul(word.substr(word.find('=') + 1));
    else if (config.input.empty())
      config.input = word;
  }
  return config;
}

static Config byView(int argc, char **argv) {
  Config config;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.substr(0, 3) == "-c="sv)
      config.count = std::stoul(std::string(word.substr(3)));
    else
      config.input = word;
  }
  return config;
}

static Config byClosure(int argc, char **argv) {
  Config config;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    auto value = [&] { return std::atol(argv[++i]); };
    if (word == "-count")
      config.count = value();
    else if (word == "-v")
      config.verbose = true;
    else
      config.input = word;
  }
  return config;
}

int main(int argc, char **argv) {
  const std::string mode = argv[1];
  std::vector<std::string> words(argv + 2, argv + argc);
  Config config = mode == "index"   ? byIndex(words)
                  : mode == "range" ? byRange(words)
                  : mode == "view"  ? byView(argc - 1, argv + 1)
                                    : byClosure(argc - 1, argv + 1);
  std::vector<double> numbers(config.count);
  std::ifstream in(config.input);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
}
