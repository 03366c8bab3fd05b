// All lines, sorted; how many differ.
// RUN: %peak %s {text}
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct lines { char **v; size_t n, cap; };
static void push(struct lines *l, const char *s) {
  if (l->n == l->cap) {
    l->cap = l->cap ? l->cap * 2 : 16;
    l->v = realloc(l->v, l->cap * sizeof *l->v);
    if (!l->v) { perror("realloc"); exit(1); }
  }
  l->v[l->n] = malloc(strlen(s) + 1);
  strcpy(l->v[l->n], s);
  l->n++;
}
static int cmp(const void *a, const void *b) { return strcmp(*(char **)a, *(char **)b); }
int main(int argc, char **argv) {
  struct lines l = {0};
  char buf[4096];
  FILE *f = fopen(argv[1], "r");
  if (!f) { perror(argv[1]); return 1; }
  while (fgets(buf, sizeof buf, f)) push(&l, buf);
  fclose(f);
  qsort(l.v, l.n, sizeof *l.v, cmp);
  size_t u = 0;
  for (size_t i = 0; i < l.n; ++i) if (!i || strcmp(l.v[i], l.v[i - 1])) ++u;
  printf("%zu %zu\n", l.n, u);
  for (size_t i = 0; i < l.n; ++i) free(l.v[i]);
  free(l.v);
  return 0;
}
