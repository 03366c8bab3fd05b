// An entry of a table is found by its name, or added: what entries own counts once for each different name.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('name-%%d\n' %% (i %% 500) for i in range(50000)))"
// RUN: %highwater estimate %s --flag=-O1 -- prog %t/in | FileCheck %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  char *name;
  double *values;
};

struct table {
  struct entry *entries;
  size_t count, capacity;
};

static struct entry *find(struct table *t, const char *name) {
  for (size_t i = 0; i < t->count; i++)
    if (!strcmp(t->entries[i].name, name))
      return &t->entries[i];
  if (t->count == t->capacity) {
    t->capacity = t->capacity ? 2 * t->capacity : 16;
    t->entries = realloc(t->entries, t->capacity * sizeof *t->entries);
  }
  struct entry *e = &t->entries[t->count++];
  memset(e, 0, sizeof *e);
  e->name = strdup(name);
  e->values = calloc(1000, sizeof *e->values);
  return e;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  struct table t = {0};
  char line[256];
  while (fgets(line, sizeof line, in))
    find(&t, line)->values[0] += 1;
  return 0;
}
// Measured: 3.8 MiB.
// CHECK: peak 3.8 MiB
