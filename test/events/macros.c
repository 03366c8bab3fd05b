// Headers of C have macros for some functions as well: what these expand to is the call.
// RUN: %highwater dump events %s -- -w | FileCheck %s
#include <ctype.h>

#define SKIP(p) while (isspace((unsigned char)*p)) p++

// CHECK-LABEL: letters(
// CHECK: call isspace(unsigned char(p*)) -> [[SPACE:\$[0-9]+]]
// CHECK: branch ([[SPACE]] != 0)
// CHECK: call isalpha(p*) -> [[ALPHA:\$[0-9]+]]
// CHECK: branch ([[ALPHA]] != 0)
// CHECK: call isdigit(c) -> [[DIGIT:\$[0-9]+]]
// CHECK: branch ![[DIGIT]]
int letters(const char *p, int c) {
  SKIP(p);
  if (isalpha(*p) && !isdigit(c))
    return 1;
  return 0;
}

// A macro of the program is what it is.
#define HALF(n) ((n) / 2)
int half(int n);

// CHECK-LABEL: own(
// CHECK: set result := (n / 2)
int own(int n) { return HALF(n); }
