// Nodes in a table's chains that are freed by another pointer once there are too many, in a function of its own.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%015d\n' %% i for i in range(20000)))"
// RUN: %highwater estimate %s --flag -w -- prog %t/in | FileCheck %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  char *key;
  struct node *next;
};

static struct node *table[1024], *latest;
static int count;

static unsigned hash(const char *s) {
  unsigned h = 0;
  while (*s)
    h = h * 31 + *s++;
  return h % 1024;
}

static void evict(void) {
  struct node *gone = latest, **link = &table[hash(gone->key)];
  while (*link != gone)
    link = &(*link)->next;
  *link = gone->next;
  free(gone->key);
  free(gone);
  count--;
}

static void touch(const char *key) {
  struct node *n;
  for (n = table[hash(key)]; n; n = n->next)
    if (strcmp(n->key, key) == 0)
      return;
  if (count >= 5000)
    evict();
  n = malloc(sizeof *n);
  n->key = strdup(key);
  n->next = table[hash(key)];
  table[hash(key)] = n;
  latest = n;
  count++;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char line[100];
  while (fgets(line, sizeof line, in))
    touch(line);
  return 0;
}
// Measured: 317.0 KiB.
// CHECK: peak 317.0 KiB
