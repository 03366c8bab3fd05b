// What only the first iteration of a loop does happens once: it sets the number that it is asked by.
// RUN: printf 'a,b,c\n1,2,3\n4,5,6\n7,8,9\n' > %t
// RUN: %highwater estimate %s --flag -w -- prog %t | FileCheck %s
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int columnsOf(const char *line, char separator) {
  int columns = 1;
  for (; *line; line++)
    if (*line == separator)
      columns++;
  return columns;
}

// A buffer for the header, a table for 3 columns, and one block for each of 3 rows. Measured: 4.1 MiB.
// CHECK: peak 4.1 MiB  =
char *rows[100];
int main(int argc, char **argv) {
  FILE *in = fopen(argv[1], "r");
  char *line = NULL, *names = NULL, *table = NULL;
  size_t room = 0;
  int first = 1, columns = 0, count = 0;
  while (getline(&line, &room, in) > 0) {
    if (first) {
      first = 0;
      names = malloc(1024000 - 16);
      continue;
    }
    if (columns == 0) {
      columns = columnsOf(line, ',');
      table = malloc(columns * 100000);
    }
    rows[count++] = malloc(1000000);
  }
  return names && table ? 0 : 1;
}
