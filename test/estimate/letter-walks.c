// Letters of a text that a loop counts, to the end of the text or of the block that was read: as many as there are such
// letters, not as many as there are any.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('a,b,c,d,e\n' * 20000)"
// RUN: %highwater estimate %s --flag=-w -- prog %t/in | FileCheck %s --check-prefix=LINE
// RUN: %highwater estimate %s --flag=-w --flag=-DINDEX -- prog %t/in | FileCheck %s --check-prefix=LINE
// RUN: %highwater estimate %s --flag=-w --flag=-DBLOCKS -- prog %t/in | FileCheck %s --check-prefix=FILE
// RUN: %highwater estimate %s --flag=-w --flag=-DBLOCKS --flag=-DSUM -- prog %t/in | FileCheck %s --check-prefix=FILE
// LINE: 31.3 KiB columns
// FILE: 160.0 KiB columns
#include <stdio.h>
#include <stdlib.h>

static size_t separators(const char *line) {
  size_t count = 0;
#ifdef INDEX
  for (int i = 0; line[i] != '\0'; ++i)
    if (line[i] == ',')
      ++count;
#else
  for (; *line; ++line)
    if (*line == ',')
      count++;
#endif
  return count;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  size_t count = 0;
  char buffer[4096];
#ifdef BLOCKS
  size_t got;
  while ((got = fread(buffer, 1, sizeof buffer, in)) > 0)
    for (size_t i = 0; i < got; i++)
#ifdef SUM
      count += buffer[i] == '\n';
#else
      if (buffer[i] == '\n')
        ++count;
#endif
#else
  fgets(buffer, sizeof buffer, in);
  count = separators(buffer) * 1000;
#endif
  double *columns = malloc(count * sizeof *columns);
  columns[0] = 0;
  free(columns);
  fclose(in);
  return 0;
}
