// Loops that go on by the length of what is before one of some letters run once for each piece; a piece is as long as that.
// RUN: %highwater dump summary %s -- -w | FileCheck %s
#include <stdlib.h>
#include <string.h>

// CHECK-LABEL: words:
// CHECK: returns fields(token(text(arg0), any(' \t')))
size_t words(const char *line) {
  size_t n = 0;
  const char *p = line + strspn(line, " \t");
  while (*p) {
    ++n;
    p += strcspn(p, " \t");
    p += strspn(p, " \t");
  }
  return n;
}

// CHECK-LABEL: tested:
// CHECK: returns fields(token(text(arg0), any(' \t')))
size_t tested(const char *p) {
  size_t n = 0, length;
  while ((length = strcspn(p, " \t")) > 0) {
    ++n;
    p += length;
    p += strspn(p, " \t");
  }
  return n;
}

// CHECK-LABEL: inside:
// CHECK: returns fields(token(text(arg0), any(' \t')))
size_t inside(const char *p) {
  size_t n = 0;
  for (;;) {
    p += strspn(p, " \t");
    if (!*p)
      break;
    ++n;
    p += strcspn(p, " \t");
  }
  return n;
}

// CHECK-LABEL: fields:
// CHECK: returns fields(token(text(arg0), ','))
size_t fields(const char *p) {
  size_t n = 0;
  for (;;) {
    size_t length = strcspn(p, ",");
    ++n;
    if (p[length] != ',')
      break;
    p += length + 1;
  }
  return n;
}

// CHECK-LABEL: ends:
// CHECK: returns fields(token(text(arg0), ','))
size_t ends(const char *p) {
  size_t n = 0;
  for (;;) {
    const char *end = p + strcspn(p, ",");
    ++n;
    if (!*end)
      break;
    p = end + 1;
  }
  return n;
}

// CHECK-LABEL: copy:
// CHECK: retains chunk(len(token(text(arg0), ',')) + 1)
char *copy(const char *p) {
  size_t length = strcspn(p, ",");
  char *piece = malloc(length + 1);
  memcpy(piece, p, length);
  piece[length] = 0;
  return piece;
}

// Of each line that is read, which ends where none of its pieces goes on.
// CHECK-LABEL: all:
// CHECK: returns rows(source(*arg0))*fields(token(line(source(*arg0)), any(' \n')))
#include <stdio.h>
size_t all(FILE *in) {
  char line[256];
  size_t n = 0;
  while (fgets(line, sizeof line, in)) {
    line[strcspn(line, "\n")] = 0;
    for (const char *p = line; *p; p += strspn(p, " \n")) {
      ++n;
      p += strcspn(p, " \n");
    }
  }
  return n;
}
