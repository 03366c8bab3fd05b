// A node that is taken out of a table's chain by the link that leads to it: all others stay.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%d\n' %% i for i in range(20000)))"
// RUN: %highwater estimate %s --flag -w -- prog %t/in | FileCheck %s
#include <stdio.h>
#include <stdlib.h>

struct node {
  unsigned key;
  struct node *next;
};

static struct node *table[1024];

static void take(struct node *gone) {
  struct node **link = &table[gone->key % 1024];
  while (*link != gone)
    link = &(*link)->next;
  *link = gone->next;
}

static struct node *add(unsigned key) {
  struct node *made = malloc(sizeof *made);
  made->key = key;
  made->next = table[key % 1024];
  table[key % 1024] = made;
  return made;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  unsigned key;
  struct node *last = NULL;
  while (fscanf(in, "%u", &key) == 1) {
    if (key % 1000 == 999)
      take(last);
    last = add(key);
  }
  return 0;
}
// Measured: 629.5 KiB, what is taken out is not freed.
// CHECK: peak 629.5 KiB
