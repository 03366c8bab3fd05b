// A line that is read in pieces with fgets: the loop ends with the line, not with the file.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(('x' * 199 + '\n') * 10000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/in | FileCheck %s
// CHECK: peak 2.1 MiB  =  
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *readLine(FILE *in) {
  char piece[64], *line = NULL;
  size_t length = 0;
  while (fgets(piece, sizeof piece, in)) {
    size_t more = strlen(piece);
    line = realloc(line, length + more + 1);
    memcpy(line + length, piece, more + 1);
    length += more;
    if (piece[more - 1] == '\n')
      break;
  }
  return line;
}

// Measured: 2324608 bytes: realloc leaves chunks that are a little larger.
int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char **lines = malloc(10000 * sizeof *lines), *line;
  size_t count = 0;
  while (count < 10000 && (line = readLine(in)))
    lines[count++] = line;
  for (size_t i = 0; i < count; ++i)
    free(lines[i]);
  free(lines);
  fclose(in);
  return 0;
}
