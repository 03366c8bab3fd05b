// An arena that gives several pieces in each iteration takes a new block as often as all of them together fill one.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('some-words-0123\n' * 100000)"
// RUN: %highwater estimate %s --flag -w -- prog %t/in | FileCheck %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { room = 65536 };

struct block {
  struct block *next;
  size_t used;
  char bytes[];
};
struct arena {
  struct block *first;
};

static void *piece(struct arena *a, size_t size) {
  size = (size + 7) & ~(size_t)7;
  if (!a->first || a->first->used + size > room) {
    struct block *b = malloc(sizeof *b + room);
    b->next = a->first;
    b->used = 0;
    a->first = b;
  }
  void *result = a->first->bytes + a->first->used;
  a->first->used += size;
  return result;
}

struct entry {
  char *key;
  double *weights;
  struct entry *next;
};

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  struct arena a = {0};
  struct entry *list = NULL;
  char word[64];
  while (fscanf(in, "%63s", word) == 1) {
    struct entry *e = piece(&a, sizeof *e);
    e->key = strcpy(piece(&a, strlen(word) + 1), word);
    e->weights = piece(&a, 3 * sizeof(double));
    e->next = list;
    list = e;
  }
  return 0;
}
// Measured: 6.1 MiB.
// CHECK: peak 6.3 MiB
