// A line that is read in pieces of a buffer ends with the piece that ends in a line feed, which is mostly the first.
// RUN: %python -c "print('a line of forty letters, each of them one\n' * 1000, end='')" > %t
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t x 0 | FileCheck %s
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t x 1 | FileCheck %s
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog %t x 2 | FileCheck %s
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

static bool byLastLetter(FILE *in, std::string &line) {
  char buffer[512];
  line.clear();
  while (fgets(buffer, sizeof buffer, in)) {
    line += buffer;
    if (line.back() == '\n') {
      line.pop_back();
      return true;
    }
  }
  return !line.empty();
}

static bool byIndex(FILE *in, std::string &line) {
  char buffer[512];
  std::string whole;
  while (fgets(buffer, sizeof buffer, in)) {
    whole.append(buffer);
    if (whole[whole.size() - 1] == '\n')
      break;
  }
  line = whole;
  return !whole.empty();
}

static bool bySearch(FILE *in, std::string &line) {
  char buffer[512];
  line = "";
  while (fgets(buffer, sizeof buffer, in)) {
    line += buffer;
    if (strchr(buffer, '\n'))
      return true;
  }
  return false;
}

// 1,000 texts of 64 bytes in a vector with room for 1,024.
// CHECK: peak 9{{[0-9]}}.{{[0-9]}} KiB  =
int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  int how = atoi(argv[3]);
  std::vector<std::string> lines;
  std::string line;
  if (how == 0)
    while (byLastLetter(in, line))
      lines.push_back(line);
  else if (how == 1)
    while (byIndex(in, line))
      lines.push_back(line);
  else
    while (bySearch(in, line))
      lines.push_back(line);
}
