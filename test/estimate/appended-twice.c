// An array that an iteration appends to twice grows to what both need, and is largest at its last doubling.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%d %%d\n' %% (i, i + 1) for i in range(70000)))"
// RUN: %highwater estimate %s --flag -w -- prog %t/in | FileCheck %s
#include <stdio.h>
#include <stdlib.h>

struct numbers {
  int *items;
  size_t count, capacity;
};

#define append(to, x)                                                                                                  \
  do {                                                                                                                 \
    if ((to)->count >= (to)->capacity) {                                                                               \
      (to)->capacity = (to)->capacity ? 2 * (to)->capacity : 256;                                                      \
      (to)->items = realloc((to)->items, (to)->capacity * sizeof(*(to)->items));                                       \
    }                                                                                                                  \
    (to)->items[(to)->count++] = (x);                                                                                  \
  } while (0)

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  struct numbers ends = {0};
  int from, to;
  while (fscanf(in, "%d %d", &from, &to) == 2) {
    append(&ends, from);
    append(&ends, to);
  }
  return 0;
}
// Measured: 1.0 MiB.
// CHECK: peak 1.0 MiB
