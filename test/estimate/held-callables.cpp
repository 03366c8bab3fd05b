// A closure that is passed on to a constructor is held by the object that this takes: it is called, and what it captured counts.
// RUN: %python -c "print('a line of forty letters, each of them one\n' * 1000, end='')" > %t
// RUN: %highwater estimate -v %s --flag=-std=c++20 -- prog %t | FileCheck %s
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

class Column {
public:
  explicit Column(std::function<std::string(const std::string &)> key) : key_(std::move(key)) {}
  void add(const std::string &line) { kept_.push_back(key_(line)); }

private:
  std::function<std::string(const std::string &)> key_;
  std::vector<std::string> kept_;
};

// 1,000 texts of 64 bytes in a vector with room for 1,024, beside the stream.
// CHECK: peak 103.{{[0-9]}} KiB  =
int main(int argc, char **argv) {
  auto column = std::make_unique<Column>([](const std::string &line) { return line; });
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);)
    column->add(line);
}
