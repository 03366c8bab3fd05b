// A loop that visits each element of a block changes each once, whether it is left at the end of the block or in an iteration.
// RUN: printf '1,2,3,4\n5,6,7,8\n9,10,11,12\n' > %t
// RUN: %highwater estimate %s --flag -w -- prog %t | FileCheck %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct column {
  double *values;
  size_t size, capacity;
};

static void push(struct column *column, double value) {
  if (column->size == column->capacity) {
    column->capacity = column->capacity ? 2 * column->capacity : 1;
    column->values = realloc(column->values, column->capacity * sizeof(double));
  }
  column->values[column->size++] = value;
}

// A block is sized by one of 4 columns, each of 3 values. Measured: 300.9 KiB.
// CHECK: peak 300.8 KiB  = {{.*}} + chunk(100000·R) + 
int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char line[1000];
  struct column *columns = calloc(4, sizeof *columns);
  while (fgets(line, sizeof line, in)) {
    char *at = line;
    for (int i = 0; i < 4; i++) {
      char *end;
      push(&columns[i], strtod(at, &end));
      at = strchr(end, ',');
      if (!at)
        break;
      at++;
    }
  }
  double *sorted = malloc(columns[0].size * 100000);
  return sorted ? 0 : 1;
}
