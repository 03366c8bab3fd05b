// A search that ends at a free place or at an equal text: what is put where it was free, there is once for each different text,
// whoever searches and whoever puts it there.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('name-%%d\n' %% (i %% 500) for i in range(50000)))"
// RUN: %highwater estimate %s --flag -w -- prog %t/in | FileCheck %s
// RUN: %highwater estimate %s --flag -w --flag=-DINLINE -- prog %t/in | FileCheck %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct slot {
  char *key;
  double *values;
};

static size_t hash(const char *s) {
  size_t h = 5381;
  while (*s)
    h = h * 33 + *s++;
  return h;
}

static struct slot *probe(struct slot *slots, size_t capacity, const char *key) {
  size_t i = hash(key) & (capacity - 1);
  while (slots[i].key && strcmp(slots[i].key, key) != 0)
    i = (i + 1) & (capacity - 1);
  return &slots[i];
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  struct slot *slots = calloc(1024, sizeof *slots);
  char line[256];
  while (fgets(line, sizeof line, in)) {
#ifdef INLINE
    size_t i = hash(line) & 1023;
    while (slots[i].key && strcmp(slots[i].key, line) != 0)
      i = (i + 1) & 1023;
    if (!slots[i].key) {
      slots[i].key = strdup(line);
      slots[i].values = calloc(1000, sizeof(double));
    }
#else
    struct slot *s = probe(slots, 1024, line);
    if (s->key == NULL) {
      s->key = strdup(line);
      s->values = calloc(1000, sizeof(double));
    }
#endif
  }
  return 0;
}
// Measured: 3.9 MiB.
// CHECK: peak 3.9 MiB
