// A header of the project.
#pragma once
#include "std.h"

inline double lateInAHeader(size_t n) {
  std::vector<double> raw(n);
  double level = raw[0];
  std::vector<double> cooked(n);
  return level + cooked[0];
}

template <class T> double lateInATemplate(size_t n) {
  std::vector<T> raw(n);
  double level = raw[0];
  std::vector<T> cooked(n);
  return level + cooked[0];
}
