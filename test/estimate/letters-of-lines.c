// A loop over the letters of a line that was read asks nothing of the reading, although it ends where the line does.
// RUN: %highwater dump summary %s -- -w | FileCheck %s
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

// CHECK-LABEL: lines:
// CHECK: returns rows(source(*arg0))
long lines(FILE *in) {
  long n = 0;
  char *line = NULL;
  size_t room = 0;
  ssize_t got;
  while ((got = getline(&line, &room, in)) > 0) {
    for (ssize_t i = 0; i < got; i++)
      line[i] = toupper((unsigned char)line[i]);
    n++;
  }
  free(line);
  return n;
}
