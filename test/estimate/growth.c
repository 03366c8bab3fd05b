// Arrays that helpers of a struct enlarge: the old block is gone where realloc gave the new one, also where that may fail
// and where a wrapper calls it; a helper's doubling is the last one of the loop that calls it, or of the loop around.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('1 2 3\n' * 43690)"
// RUN: %highwater estimate %s --flag=-w -- prog %t/in | FileCheck %s --check-prefix=FAIL
// RUN: %highwater estimate %s --flag=-w --flag=-DWRAPPED -- prog %t/in | FileCheck %s --check-prefix=WRAPPED
// RUN: %highwater estimate %s --flag=-w --flag=-DCOPIED -- prog %t/in | FileCheck %s --check-prefix=COPIED
// FAIL: peak 520.5 KiB
// WRAPPED: peak 520.5 KiB
// COPIED: peak 780.5 KiB
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vector {
  long *items;
  size_t count, capacity;
};

#ifdef WRAPPED
static void *grown(void *old, size_t size) {
  void *block = realloc(old, size);
  if (!block)
    abort();
  return block;
}
#endif

static int push(struct vector *v, long item) {
  if (v->count == v->capacity) {
    size_t capacity = v->capacity ? 2 * v->capacity : 16;
#ifdef WRAPPED
    v->items = grown(v->items, capacity * sizeof *v->items);
#elif defined COPIED
    long *items = malloc(capacity * sizeof *items);
    memcpy(items, v->items, v->count * sizeof *items);
    free(v->items);
    v->items = items;
#else
    long *items = realloc(v->items, capacity * sizeof *items);
    if (!items)
      return -1;
    v->items = items;
#endif
    v->capacity = capacity;
  }
  v->items[v->count++] = item;
  return 0;
}

int main(int argc, char **argv) {
  char line[64];
  FILE *in = fopen(argv[1], "r");
  struct vector *v = calloc(1, sizeof *v);
  while (fgets(line, sizeof line, in))
    if (push(v, atol(line)) != 0)
      return 1;
  return 0;
}
