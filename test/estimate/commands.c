// A table of functions that is walked by name: the row that a word of the command line names is taken, all of them if
// none does. The words go on with their offset.
// RUN: %highwater estimate %s --flag -w -- prog small 1000000 | FileCheck %s --check-prefix=SMALL
// RUN: %highwater estimate %s --flag -w -- prog large 1000000 | FileCheck %s --check-prefix=LARGE
// RUN: %highwater estimate %s --flag -w -- prog other 1000000 | FileCheck %s --check-prefix=LARGE
// RUN: %highwater estimate %s --flag -w -- prog walk 1000000 | FileCheck %s --check-prefix=WALK
// RUN: %highwater estimate %s --flag -w -- prog options -n 500000 -v | FileCheck %s --check-prefix=OPTIONS

// SMALL: peak 980.{{[0-9]}} KiB
// LARGE: peak 9.5 MiB
// WALK: peak 15.3 MiB
// OPTIONS: peak 3.8 MiB

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct command {
  const char *name;
  int (*run)(int, char **);
  const char *help;
};

static int small(int argc, char **argv) {
  char *block = malloc(atol(argv[1]));
  free(block);
  return argc;
}

static int large(int argc, char **argv) {
  char *block = malloc(10 * atol(argv[1]));
  free(block);
  return argc;
}

static const struct command commands[] = {{"small", small, "a little"}, {"large", &large, "a lot"}, {NULL, NULL, NULL}};

struct total {
  double *sums;
  size_t count;
};

static void visit(size_t n, void (*each)(size_t, void *), void *context) { each(n, context); }

static void allocate(size_t n, void *context) {
  struct total *total = context;
  total->sums = malloc(n * sizeof(double));
  total->count = n;
}

static void twice(size_t n, void *context) {
  double *other = malloc(n * sizeof(double));
  allocate(n, context);
  free(other);
}

static int options(int argc, char **argv) {
  size_t n = 1000000000;
  int verbose = 0;
  for (int i = 1; i < argc; ++i) {
    if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
      n = atol(argv[++i]);
    else if (argv[i][0] == '-' && argv[i][1] == 'v')
      verbose = 1;
    else
      n = 2000000000;
  }
  if (!verbose)
    n *= 2;
  double *numbers = malloc(n * sizeof(double));
  free(numbers);
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 3)
    return 1;
  if (!strcmp(argv[1], "options"))
    return options(argc - 1, argv + 1);
  if (strcmp(argv[1], "walk") == 0) {
    struct total total = {NULL, 0};
    visit(atol(argv[2]), twice, &total);
    printf("%zu\n", total.count);
    free(total.sums);
    return 0;
  }
  for (const struct command *each = commands; each->name; ++each)
    if (strcmp(each->name, argv[1]) == 0)
      return each->run(argc - 1, argv + 1);
  return 1;
}
