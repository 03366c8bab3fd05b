// Numbers that begin as zero in memory that is filled with it; numbers and texts that a function leaves where its caller
// had none.
// RUN: rm -rf %t && mkdir %t && %python -c "open('%t/in', 'w').write('7 3,abcdefg\n' * 1000)"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/in | FileCheck %s
// CHECK: peak 67.2 KiB
// CHECK-NOT: unknown
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct table {
  struct { char **names; size_t count; } rows;
  double *sums;
};

static int head(FILE *in, size_t *columns) {
  char line[100];
  if (!fgets(line, sizeof line, in))
    return -1;
  if (sscanf(line, "%zu", columns) != 1)
    return -1;
  return 0;
}

static int split(char *line, char **fields, int most) {
  int n = 0;
  for (char *field = strtok(line, ", "); field && n < most; field = strtok(NULL, ", "))
    fields[n++] = field;
  return n;
}

static void init(struct table *t) { memset(t, 0, sizeof *t); }

int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  struct table *made = calloc(1, sizeof *made), local;
  init(&local);
  size_t columns, size = 0;
  if (head(in, &columns) != 0)
    return 1;
  local.sums = malloc(columns * sizeof *local.sums);
  char *line = NULL;
  while (getline(&line, &size, in) > 0) {
    char *fields[8];
    line[strlen(line) - 1] = '\0';
    if (split(line, fields, 8) < 3)
      continue;
    made->rows.count++;
    local.rows.count += 2;
    free(made->sums);
    made->sums = NULL;
    made->rows.names = realloc(made->rows.names, made->rows.count * sizeof(char *));
    made->rows.names[made->rows.count - 1] = strdup(fields[2]);
  }
  double *all = malloc((made->rows.count + local.rows.count) * sizeof *all);
  return 0;
}
