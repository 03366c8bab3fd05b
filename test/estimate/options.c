// Options that a library takes off the command line: letters with and without values, long names, words between options.
// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: %highwater estimate -v short.c --flag=-w -- prog -v -n 1000000 lines.txt | FileCheck %s
// RUN: %highwater estimate -v short.c --flag=-w -- prog lines.txt -vn1000000 | FileCheck %s
// RUN: %highwater estimate -v long.c --flag=-w -- prog --count=1000000 --output out lines.txt | FileCheck %s
// RUN: %highwater estimate -v long.c --flag=-w -- prog lines.txt --cou 1000000 -o out | FileCheck %s
// CHECK: peak 7.6 MiB
// CHECK: rows(argv[{{[0-9]}}]) = 3  (file lines.txt)

//--- lines.txt
one
two
three
//--- short.c
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  long count = 0;
  int verbose = 0;
  for (int option; (option = getopt(argc, argv, "vn:")) != -1;)
    switch (option) {
    case 'v':
      verbose = 1;
      break;
    case 'n':
      count = strtol(optarg, NULL, 10);
      break;
    default:
      return 2;
    }
  double *numbers = malloc(count * sizeof *numbers);
  char *kept[64], line[64];
  int n = 0;
  for (int i = optind; i < argc; ++i) {
    FILE *in = fopen(argv[i], "r");
    while (fgets(line, sizeof line, in))
      kept[n++] = malloc(16);
    fclose(in);
  }
  return verbose;
}
//--- long.c
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

struct settings {
  long count;
  const char *output;
};

static const struct option names[] = {
    {"count", required_argument, NULL, 'n'}, {"output", required_argument, NULL, 'o'}, {NULL, 0, NULL, 0}};

static int parse(int argc, char **argv, struct settings *settings) {
  int option;
  while ((option = getopt_long(argc, argv, "n:o:", names, NULL)) != -1) {
    switch (option) {
    case 'n':
      settings->count = atol(optarg);
      break;
    case 'o':
      settings->output = optarg;
      break;
    default:
      return -1;
    }
  }
  return optind;
}

int main(int argc, char **argv) {
  struct settings settings = {0};
  int first = parse(argc, argv, &settings);
  FILE *in = fopen(argv[first], "r");
  double *numbers = malloc(settings.count * sizeof *numbers);
  char *kept[64], line[64];
  int n = 0;
  while (fgets(line, sizeof line, in))
    kept[n++] = malloc(16);
  fclose(in);
  return 0;
}
