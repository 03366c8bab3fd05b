// What `dump inflow` prints: where a number comes from, what a test says of it, and the allocation that a caller's number
// sizes. What is decided in a function without its callers is not in its summary.
//
// RUN: %highwater dump inflow %s -- -std=c++20 | FileCheck %s --match-full-lines --strict-whitespace

#include <cstdlib>

//      CHECK:asked:
// CHECK-NEXT:  result: from 'getenv'
unsigned long asked() { return std::strtoul(std::getenv("ROWS"), nullptr, 10); }

// CHECK-NEXT:valid:
// CHECK-NEXT:  result: the program's own
// CHECK-NEXT:    if 0:
// CHECK-NEXT:    if 1:
// CHECK-NEXT:      arg0 <= 4096
bool valid(unsigned long rows) { return rows <= 4096; }

// CHECK-NEXT:sized:
// CHECK-NEXT:  result: the program's own
// CHECK-NEXT:  'malloc' at line 23: from arg0 <= 18446744073709551616
void *sized(unsigned long rows) {
  return std::malloc(rows);
}

// CHECK-NEXT:atMost:
// CHECK-NEXT:  result: the program's own
// CHECK-NEXT:  then arg0 <= 18446744073709551616 <= arg1
// CHECK-NEXT:  'malloc' at line 33: from arg0 unless arg1 is the program's own <= 18446744073709551616
void *atMost(unsigned long rows, unsigned long most) {
  if (rows > most)
    std::abort();
  return std::malloc(rows);
}

// CHECK-NEXT:checked:
// CHECK-NEXT:  result: the program's own
// CHECK-NOT:{{.}}
void *checked() {
  unsigned long rows = asked();
  return valid(rows) ? sized(rows) : nullptr;
}
