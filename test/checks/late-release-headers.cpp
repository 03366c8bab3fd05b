// RUN: %check_highwater %s late-release
// A finding in a header of the project is reported once; in a system header, never.
#include "Inputs/late-release.h"
#include "Inputs/late-release-system.h"

// CHECK-MESSAGES: Inputs/late-release.h:6:23: warning: 'raw' {{.+}} last use is at line 7;
// CHECK-MESSAGES: Inputs/late-release.h:13:18: warning: 'raw' {{.+}} last use is at line 14;

double useThem(size_t n) {
  return lateInAHeader(n) + lateInATemplate<double>(n) + lateInATemplate<long long>(n) + lateInASystemHeader(n);
}

// What a function of a header allocates counts where it is called.
double peakInsideAHeader(size_t n) {
  std::vector<double> values(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = values[0];
  return level + lateInASystemHeader(n) + lateInAHeader(n);
}
