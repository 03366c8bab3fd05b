// Virtual calls reach the classes that the objects at hand were made of, and no others.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('a line of thirty-one characters\n' * 50000)"
// RUN: %highwater estimate %s --flag -std=c++20 -- prog %t/in | FileCheck %s
// RUN: %highwater estimate %s --flag -std=c++20 --flag -DREFERENCE -- prog %t/in | FileCheck %s
#include <fstream>
#include <memory>
#include <string>
#include <vector>

struct Sink {
  virtual ~Sink() = default;
  virtual void add(const std::string &line) = 0;
};

struct Lengths : Sink {
  std::vector<std::size_t> lengths;
  void add(const std::string &line) override { lengths.push_back(line.size()); }
};

struct Lines : Sink {
  std::vector<std::string> lines;
  void add(const std::string &line) override { lines.push_back(line); }
};

int main(int, char **argv) {
  std::ifstream in(argv[1]);
#ifdef REFERENCE
  Lengths lengths;
  Sink &sink = lengths;
#else
  std::unique_ptr<Sink> owner = std::make_unique<Lengths>();
  Sink &sink = *owner;
#endif
  for (std::string line; std::getline(in, line);)
    sink.add(line);
}
// 0.8 measured.
// CHECK: peak 7{{[0-9][0-9]\.[0-9]}} KiB
