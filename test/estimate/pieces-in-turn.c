// The pieces of a line that strtok gives one after the other: what is kept of the second is as many as that has different ones,
// each with an array that grows on its own.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write(''.join('%%d,name%%d,%%d\n' %% (i, i %% 500, i * 7) for i in range(50000)))"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/in | FileCheck %s
// Measured: 554.2 KiB.
// CHECK: peak 551.4 KiB
// CHECK: fresh(column(token(line(argv[1]), ','), 1)) = 0.01
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct group { // of the program, and not of grp.h
  char *name;
  double *values;
  size_t count, capacity;
  struct group *next;
};

static struct group *groups[1024];

static struct group *find(const char *name) {
  size_t bucket = strlen(name) % 1024;
  for (struct group *group = groups[bucket]; group; group = group->next)
    if (strcmp(group->name, name) == 0)
      return group;
  struct group *group = calloc(1, sizeof *group);
  group->name = strdup(name);
  group->next = groups[bucket];
  groups[bucket] = group;
  return group;
}

static void add(struct group *group, double value) {
  if (group->count == group->capacity) {
    group->capacity = group->capacity ? 2 * group->capacity : 4;
    group->values = realloc(group->values, group->capacity * sizeof *group->values);
  }
  group->values[group->count++] = value;
}

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char line[256];
  while (fgets(line, sizeof line, in)) {
    char *number = strtok(line, ",");
    char *name = strtok(NULL, ",");
    char *value = strtok(NULL, ",\n");
    if (!number || !name || !value)
      continue;
    add(find(name), atof(value));
  }
  return 0;
}
