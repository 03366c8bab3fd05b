// A finding in a header of the project is reported once, however often it is instantiated; in a system header, never.
// RUN: rm -rf %t && mkdir -p %t && cp -r %S/Inputs %t && cp %s %t/main.cpp && touch %t/.highwater.yaml
// RUN: not %highwater check %t/main.cpp -- -std=c++20 -nostdinc++ 2>&1 | grep ' warning: ' \
// RUN:   | FileCheck --implicit-check-not=warning: %s
// RUN: %tidy %t/main.cpp -- -std=c++20 -nostdinc++ 2>&1 | grep ' warning: ' | FileCheck --implicit-check-not=warning: %s
#include "Inputs/late-release.h"
#include "Inputs/late-release-system.h"

// CHECK-DAG: Inputs/late-release.h:6:23: warning: 'raw' {{.+}} last use is at line 7;
// CHECK-DAG: Inputs/late-release.h:13:18: warning: 'raw' {{.+}} last use is at line 14;

double useThem(size_t n) {
  return lateInAHeader(n) + lateInATemplate<double>(n) + lateInATemplate<long long>(n) + lateInASystemHeader(n);
}

// What a function of a header allocates counts where it is called.
double peakInsideAHeader(size_t n) {
  std::vector<double> values(n);
  // CHECK-DAG: main.cpp:[[@LINE-1]]:23: warning: 'values' {{.+}} last use is at line [[@LINE+1]];
  double level = values[0];
  return level + lateInASystemHeader(n) + lateInAHeader(n);
}
