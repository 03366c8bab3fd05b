// A larger table in place of one that the caller has: what was there is freed before or after, member by member or all at once.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('name-%%d\n' %% (i %% 5000) for i in range(50000)))"
// RUN: %highwater estimate %s --flag -w --flag=-DWHOLE -- prog %t/in | FileCheck %s
// RUN: %highwater estimate %s --flag -w --flag=-DMEMBERS -- prog %t/in | FileCheck %s
// RUN: %highwater estimate %s --flag -w -- prog %t/in | FileCheck %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct slot {
  char *key;
  double weights[7];
};
struct table {
  struct slot *slots;
  size_t capacity, count;
};

static size_t hash(const char *s) {
  size_t h = 5381;
  while (*s)
    h = h * 33 + *s++;
  return h;
}

static struct slot *find(struct table *t, const char *key) {
  size_t i = hash(key) & (t->capacity - 1);
  while (t->slots[i].key && strcmp(t->slots[i].key, key) != 0)
    i = (i + 1) & (t->capacity - 1);
  return &t->slots[i];
}

static void enlarge(struct table *t) {
#if defined WHOLE || defined MEMBERS
  struct table larger = {calloc(2 * t->capacity, sizeof(struct slot)), 2 * t->capacity, t->count};
  for (size_t i = 0; i < t->capacity; ++i)
    if (t->slots[i].key)
      *find(&larger, t->slots[i].key) = t->slots[i];
  free(t->slots);
#ifdef WHOLE
  *t = larger;
#else
  t->slots = larger.slots;
  t->capacity = larger.capacity;
#endif
#else
  struct slot *old = t->slots;
  size_t n = t->capacity;
  t->capacity *= 2;
  t->slots = calloc(t->capacity, sizeof *t->slots);
  for (size_t i = 0; i < n; ++i)
    if (old[i].key)
      *find(t, old[i].key) = old[i];
  free(old);
#endif
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  struct table t = {calloc(256, sizeof(struct slot)), 256, 0};
  char line[256];
  while (fgets(line, sizeof line, in)) {
    if (2 * t.count >= t.capacity)
      enlarge(&t);
    struct slot *s = find(&t, line);
    if (!s->key) {
      s->key = strdup(line);
      t.count++;
    }
  }
  return 0;
}
// Measured: 1.6 MiB, when there are two tables.
// CHECK: peak 1.6 MiB
