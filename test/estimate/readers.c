// What is read is known through a struct on the heap that counts, a copied name, and a helper that opens the standard
// input for "-".
// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: %highwater estimate -v main.c --flag=-w -- prog lines.txt | FileCheck %s
// CHECK: peak {{[0-9.]+}} KiB
// CHECK: rows(argv[1]) = 3  (file lines.txt)

//--- lines.txt
one
two
three
//--- main.c
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
  FILE *in;
  char *name;
  size_t count;
};

static FILE *open_input(const char *path) {
  if (strcmp(path, "-") == 0)
    return stdin;
  FILE *in = fopen(path, "r");
  if (!in)
    exit(1);
  return in;
}

static struct reader *reader_new(const char *path) {
  struct reader *r = malloc(sizeof *r);
  r->name = strdup(path);
  r->in = open_input(r->name);
  r->count = 0;
  return r;
}

static int reader_next(struct reader *r, char *line, int size) {
  r->count++;
  return fgets(line, size, r->in) != NULL;
}

int main(int argc, char **argv) {
  struct reader *r = reader_new(argc > 1 ? argv[1] : "-");
  char *kept[64], line[64];
  size_t n = 0;
  while (reader_next(r, line, sizeof line))
    kept[n++] = strdup(line);
  return 0;
}
