// A pointer to the end of a line that goes back over what is trimmed: the loop ends early, and the line is as long as it was.
// Measured 1.8 MiB.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('the text of the line number %%06d which is long \n' %% i for i in range(20000)))"
// RUN: %highwater estimate %s --flag=-std=gnu11 -- prog %t/in | FileCheck %s
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
  char *text;
  struct line *next;
};

static char *copyOf(const char *begin, const char *end) {
  size_t length = end - begin;
  char *copy = malloc(length + 1);
  memcpy(copy, begin, length);
  copy[length] = '\0';
  return copy;
}

// CHECK: peak 1.8 MiB =
int main(int argc, char **argv) {
  FILE *file = fopen(argv[1], "r");
  struct line *lines = NULL;
  char buffer[512];
  while (fgets(buffer, sizeof buffer, file)) {
    char *end = buffer + strlen(buffer);
    while (end > buffer && isspace((unsigned char)end[-1]))
      *--end = '\0';
    struct line *line = malloc(sizeof *line);
    line->text = copyOf(buffer, end);
    line->next = lines;
    lines = line;
  }
  fclose(file);
  return lines == NULL;
}
