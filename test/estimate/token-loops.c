// A loop that asks for one piece after the other runs as often as the text has pieces, in whichever function it is.
// RUN: %highwater dump summary %s -- -w | FileCheck %s
#include <stdlib.h>
#include <string.h>

// CHECK-LABEL: count:
// CHECK: returns fields(token(text(arg0), ','))
size_t count(char *line) {
  size_t n = 0;
  for (char *piece = strtok(line, ","); piece; piece = strtok(NULL, ","))
    ++n;
  return n;
}

// CHECK-LABEL: parse:
// CHECK: returns min(fields(token(text(arg0), any(', '))), value(arg2))
size_t parse(char *line, double *out, size_t most) {
  size_t n = 0;
  char *rest = NULL;
  for (char *piece = strtok_r(line, ", ", &rest); piece && n < most; piece = strtok_r(NULL, ", ", &rest))
    out[n++] = strtod(piece, NULL);
  return n;
}

// CHECK-LABEL: first:
// CHECK: returns 2
size_t first(char *line) {
  size_t n = 0;
  char *piece = strtok(line, ",");
  if (piece)
    ++n;
  piece = strtok(NULL, ",");
  if (piece)
    ++n;
  return n;
}
