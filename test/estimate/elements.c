// What the elements of an array own is counted in all of them together, wherever in an element it is.
// RUN: %highwater estimate %s --flag -w --entry nested --assume n=1000 | FileCheck %s --check-prefix=NESTED
// RUN: %highwater estimate %s --flag -w --entry returned --assume n=1000 | FileCheck %s --check-prefix=RETURNED
// RUN: %highwater estimate %s --flag -w --entry rows --assume n=1000 | FileCheck %s --check-prefix=ROWS
#include <stdlib.h>

// In a union within a structure. Measured: 4112016 bytes.
union value { long number; char *text; };
struct cell { int kind; union value value; };
void nested(long n) {
  struct cell *cells = malloc(n * sizeof *cells);
  for (long i = 0; i < n; ++i) {
    cells[i].kind = 1;
    cells[i].value.text = malloc(4080);
  }
}
// NESTED: peak 3.9 MiB{{.*}}4096·value(arg0)

// In a structure that a function returns. Measured: 4112016 bytes.
struct buffer { char *data; long size; };
static struct buffer make(long size) {
  struct buffer buffer = {malloc(size), size};
  return buffer;
}
void returned(long n) {
  struct buffer *buffers = malloc(n * sizeof *buffers);
  long count = 0;
  for (long i = 0; i < n; ++i)
    buffers[count++] = make(4080);
}
// RETURNED: peak 3.9 MiB{{.*}}4096·value(arg0)

// Two in each row: as many are owned by none of the rows before the loop. Measured: 8240016 bytes.
struct row { char **cells; int count; };
static struct row parse(void) {
  struct row row = {NULL, 0};
  for (int i = 0; i < 2; ++i) {
    row.cells = realloc(row.cells, (row.count + 1) * sizeof *row.cells);
    row.cells[row.count++] = malloc(4080);
  }
  return row;
}
void rows(long n) {
  struct row *all = malloc(n * sizeof *all);
  long count = 0;
  for (long i = 0; i < n; ++i)
    all[count++] = parse();
}
// ROWS: peak 7.9 MiB{{.*}}8224·value(arg0)
