// Numbers in the line behind the comments that an input begins with, or in the first that begins otherwise.
// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: %highwater estimate -v main.c --flag=-w -- prog matrix | FileCheck %s
// RUN: %highwater estimate -v main.c --flag=-w --flag=-DBOTTOM -- prog matrix | FileCheck %s
// RUN: %highwater estimate -v main.c --flag=-w --flag=-DBUFFER -- prog matrix | FileCheck %s
// RUN: %highwater estimate -v main.c --flag=-w --flag=-DUNTIL -- prog sections | FileCheck %s
// RUN: %highwater estimate -v string.cpp --flag=-w -- prog matrix | FileCheck %s
// CHECK: ) = 5000  (file

//--- matrix
%%MatrixMarket matrix
% of numbers

% made up
300 400 5000
1 1 0.5
2 7 1.5
//--- sections
a title
3
# 300 400 5000
1 2 3
//--- main.c
#include <stdio.h>
#include <stdlib.h>

static FILE *in;

#ifdef BUFFER
static size_t entries(void) {
  char *line = NULL, *end;
  size_t size = 0, count = 0;
  while (getline(&line, &size, in) >= 0) {
    if (*line == '%' || *line == '\n')
      continue;
    strtoul(line, &end, 10);
    strtoul(end, &end, 10);
    count = strtoul(end, NULL, 10);
    break;
  }
  free(line);
  return count;
}
#elif defined UNTIL
static size_t entries(void) {
  char line[100];
  size_t rows, columns, count;
  while (fgets(line, sizeof line, in))
    if ('#' == line[0])
      break;
  sscanf(line, "# %zu %zu %zu", &rows, &columns, &count);
  return count;
}
#elif defined BOTTOM
static size_t entries(void) {
  char line[100];
  int rows, columns, count;
  do {
    if (!fgets(line, sizeof line, in))
      return 0;
  } while (line[0] == '%' || line[0] == '\n');
  sscanf(line, "%d %d %d", &rows, &columns, &count);
  return count;
}
#else
static size_t entries(void) {
  char line[100];
  size_t rows, columns, count;
  while (fgets(line, sizeof line, in)) {
    if (line[0] == '%')
      continue;
    if (line[0] != '\n')
      return sscanf(line, "%zu %zu %zu", &rows, &columns, &count) == 3 ? count : 0;
  }
  return 0;
}
#endif

int main(int argc, char **argv) {
  in = fopen(argv[1], "r");
  double *values = malloc(entries() * sizeof *values);
  return 0;
}
//--- string.cpp
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::string line;
  while (std::getline(in, line) && (line.empty() || line[0] == '%'))
    ;
  std::istringstream words(line);
  int rows, columns, count;
  words >> rows >> columns >> count;
  std::vector<double> values(count);
}
