// Texts that are kept where a search for an equal one fails: as many as there are different ones.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('one two three two one four\n' * 9000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/in | FileCheck %s
// RUN: %highwater estimate -v %s --flag=-w --flag=-DLOOKUP -- prog %t/in | FileCheck %s
// RUN: %highwater estimate -v %s --flag=-w --flag=-DLENGTH -- prog %t/in | FileCheck %s
// CHECK: peak 4.{{[78]}} KiB
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  struct entry *next;
  char *text;
  long count;
};

static struct entry *table[256];

static unsigned slot(const char *text) { return (unsigned char)*text; }

static void insert(const char *text) {
  struct entry *e = malloc(sizeof *e);
  e->text = strdup(text);
  e->count = 1;
  e->next = table[slot(text)];
  table[slot(text)] = e;
}

#ifdef LOOKUP
static struct entry *lookup(const char *text) {
  struct entry *e = table[slot(text)];
  while (e && strcmp(text, e->text) != 0)
    e = e->next;
  return e;
}
static void count(const char *text) {
  struct entry *e = lookup(text);
  if (e == NULL)
    insert(text);
  else
    e->count++;
}
#elif defined LENGTH
static void count(const char *text) {
  size_t length = strlen(text);
  for (struct entry *e = table[slot(text)]; e; e = e->next)
    if (memcmp(e->text, text, length) == 0 && e->text[length] == '\0') {
      e->count++;
      return;
    }
  insert(text);
}
#else
static void count(const char *text) {
  struct entry *e;
  for (e = table[slot(text)]; e != NULL; e = e->next)
    if (!strcmp(e->text, text))
      break;
  if (!e)
    insert(text);
}
#endif

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char word[100];
  while (fscanf(in, "%99s", word) == 1)
    count(word);
  return 0;
}
