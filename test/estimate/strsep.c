// Pieces that are taken one after the other are columns; one up to another separator is what is left behind those before.
// RUN: printf 'a,bb bb bb bb bb bb bb bb bb,cc,dddd\nb,cc,c,d\n' > %t
// RUN: %highwater estimate -v %s --flag -w -- prog %t | FileCheck %s
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The second field takes 26 letters and 2; what is left takes 7 and 3.
// CHECK-DAG: end)) = 5
// CHECK-DAG: len(column(token(line(argv[1]), ','), 1)) = 14
char *kept[2];
int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char line[256];
  while (fgets(line, sizeof line, in)) {
    char *at = line;
    strsep(&at, ",");
    char *second = strsep(&at, ","), *rest = strsep(&at, "\n");
    kept[0] = malloc(1000 * strlen(second));
    kept[1] = malloc(1000 * strlen(rest));
  }
}
