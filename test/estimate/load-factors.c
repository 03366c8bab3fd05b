// Hash tables that double when they are filled in part: the count that is tested is that part of the capacity. The peak is
// where the old table is copied to the new one.
// RUN: %highwater estimate %s --flag=-w --entry run --assume n=100000 | FileCheck %s
// RUN: %highwater estimate %s --flag=-w --flag=-DQUOTIENT --entry run --assume n=100000 | FileCheck %s
// RUN: %highwater estimate %s --flag=-w --flag=-DMASK --entry run --assume n=100000 | FileCheck %s
// CHECK: peak 6.0 MiB
#include <stdint.h>
#include <stdlib.h>

struct slot { uint64_t key, value; };
struct table { struct slot *slots; size_t size, count; };

#ifdef MASK
enum { rest = 1 }; // the size is kept as what keys are masked with
#else
enum { rest = 0 };
#endif

static void grow(struct table *table) {
  size_t before = table->size + rest;
  struct slot *old = table->slots;
  table->slots = calloc(2 * before, sizeof *table->slots);
  table->size = 2 * before - rest;
  for (size_t i = 0; i < before; ++i)
    if (old[i].key)
      table->slots[old[i].key % (2 * before)] = old[i];
  free(old);
}

static void put(struct table *table, uint64_t key) {
#ifdef QUOTIENT
  if ((double)table->count / table->size > 0.7)
#else
  if (table->count * 10 > (table->size + rest) * 7)
#endif
    grow(table);
  table->slots[key % table->size].key = key;
  table->count++;
}

void run(long n) {
  struct table table = {calloc(16, sizeof(struct slot)), 16 - rest, 0};
  for (long i = 0; i < n; ++i)
    put(&table, i);
}
