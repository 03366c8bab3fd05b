// A hash table with chains, grown by doubling.
// RUN: %peak %s {edges}
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef struct node { uint64_t key; uint32_t count; struct node *next; } node;
typedef struct { node **bucket; size_t nb, n; } table;
static table *table_new(size_t nb) {
  table *t = malloc(sizeof *t);
  t->bucket = calloc(nb, sizeof *t->bucket);
  t->nb = nb; t->n = 0;
  return t;
}
static void table_grow(table *t) {
  size_t nb = t->nb * 2;
  node **b = calloc(nb, sizeof *b);
  for (size_t i = 0; i < t->nb; ++i)
    for (node *p = t->bucket[i], *q; p; p = q) { q = p->next; size_t h = p->key % nb; p->next = b[h]; b[h] = p; }
  free(t->bucket);
  t->bucket = b; t->nb = nb;
}
static void table_add(table *t, uint64_t key) {
  size_t h = key % t->nb;
  for (node *p = t->bucket[h]; p; p = p->next) if (p->key == key) { p->count++; return; }
  node *p = malloc(sizeof *p);
  p->key = key; p->count = 1; p->next = t->bucket[h]; t->bucket[h] = p;
  if (++t->n > t->nb) table_grow(t);
}
int main(int argc, char **argv) {
  FILE *f = fopen(argv[1], "r");
  table *t = table_new(1024);
  unsigned a, b;
  if (!f) return 1;
  while (fscanf(f, "%u %u", &a, &b) == 2) { table_add(t, ((uint64_t)a << 32) | b); }
  fclose(f);
  printf("%zu\n", t->n);
  for (size_t i = 0; i < t->nb; ++i) for (node *p = t->bucket[i], *q; p; p = q) { q = p->next; free(p); }
  free(t->bucket); free(t);
  return 0;
}
