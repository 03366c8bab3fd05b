// A header that the user does not own.
#pragma once
#pragma clang system_header
#include "std.h"

inline double lateInASystemHeader(size_t n) {
  std::vector<double> raw(n);
  double level = raw[0];
  std::vector<double> cooked(n);
  return level + cooked[0];
}
