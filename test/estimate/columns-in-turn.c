// Arrays of columns to each of which every row adds: as many buffers as there are columns, whatever the rows do to them later.
// RUN: %highwater estimate %s --flag -w --entry rows --assume n=100000 | FileCheck %s
#include <stdlib.h>

struct column { double *values; size_t count, room; };
static void add(struct column *column, double value) {
  if (column->count == column->room) {
    column->room = column->room ? column->room * 2 : 64;
    column->values = realloc(column->values, column->room * sizeof *column->values);
  }
  column->values[column->count++] = value;
}
// Measured: 10 * 1 MiB.
// CHECK: peak 10.0 MiB
void rows(long n) {
  struct column columns[10] = {0};
  for (long row = 0; row < n; ++row)
    for (int i = 0; i < 10; ++i)
      add(&columns[i], row);
}
