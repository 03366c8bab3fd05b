// What a known command line says beyond whole words: units behind numbers, options kept in a map under their names.
// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: %python -c "open('short', 'w').write('a line of thirty-one characters\n' * 10000); open('long', 'w').write('x\n' * 100000)"
// RUN: %highwater estimate units.c --flag=-w -- prog 3M | FileCheck %s --check-prefix=MEGA
// RUN: %highwater estimate units.c --flag=-w -- prog 512k | FileCheck %s --check-prefix=KILO
// RUN: %highwater estimate units.c --flag=-w -- prog 5000000 | FileCheck %s --check-prefix=PLAIN
// RUN: %highwater estimate named.cpp --flag=-std=c++20 -- prog --left short --right long | FileCheck %s --check-prefix=NAMED
// RUN: %highwater estimate named.cpp --flag=-std=c++20 -- prog --right short --left long | FileCheck %s --check-prefix=SWAPPED

//--- units.c
#include <stdlib.h>

static size_t sizeOf(const char *text) {
  char *end;
  double size = strtod(text, &end);
  if (*end == 'K' || *end == 'k')
    size *= 1024;
  else if (*end == 'M' || *end == 'm')
    size *= 1024 * 1024;
  return size;
}

int main(int argc, char **argv) {
  char *buffer = malloc(sizeOf(argv[1]));
  return buffer == NULL;
}
// 3.0, 0.5 and 4.8 measured.
// MEGA: peak 3.0 MiB
// KILO: peak 516.0 KiB
// PLAIN: peak 4.8 MiB

//--- named.cpp
#include <fstream>
#include <map>
#include <string>
#include <vector>

int main(int argc, char **argv) {
  std::map<std::string, std::string> options{{"key", "id"}};
  for (int i = 1; i + 1 < argc; i += 2)
    options[std::string(argv[i]).substr(2)] = argv[i + 1];
  std::ifstream in(options.at("left"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
}
// 1.2 and 6.1 measured.
// NAMED: peak 1.1 MiB
// SWAPPED: peak 6.0 MiB
