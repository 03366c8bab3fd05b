// A capacity that is doubled begins with so many, also where a function doubles it for its caller.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('7\n' * 66000)"
// RUN: %highwater estimate %s --flag -w -- prog %t/in | FileCheck %s
// RUN: %highwater estimate %s --flag -w --flag=-DINLINE -- prog %t/in | FileCheck %s
#include <stdio.h>
#include <stdlib.h>

static void *larger(void *items, size_t *capacity, size_t size) {
  size_t next = *capacity ? 2 * *capacity : 1000;
  *capacity = next;
  return realloc(items, next * size);
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  double *items = NULL;
  size_t count = 0, capacity = 0;
  double x;
  while (fscanf(in, "%lf", &x) == 1) {
    if (count == capacity)
#ifdef INLINE
      items = realloc(items, (capacity = capacity == 0 ? 1000 : 2 * capacity) * sizeof *items);
#else
      items = larger(items, &capacity, sizeof *items);
#endif
    items[count++] = x;
  }
  return 0;
}
// Room for 128,000: 1,000, doubled seven times. Measured: 1008.5 KiB.
// CHECK: peak 1008.5 KiB
