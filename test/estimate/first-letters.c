// What `*p == '['` asks of a line that a buffer has: its first letter, not the number that it spells.
// RUN: printf '# one\n[two]\nx = 1\ny = 2\n' > %t
// RUN: %highwater estimate -v %s --flag -w -- prog %t | FileCheck %s
#include <stdio.h>
#include <stdlib.h>

// CHECK: equal(part(line(argv[1]), 0, 1), '[')) = 0.25
// CHECK: not(equal(part(line(argv[1]), 0, 1), '#'))) = 0.75
int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char buffer[256];
  char *kept[4];
  long count = 0;
  while (fgets(buffer, sizeof buffer, in)) {
    char *p = buffer;
    if (p[0] == '#')
      continue;
    if (*p == '[')
      kept[count++] = malloc(1000);
  }
}
