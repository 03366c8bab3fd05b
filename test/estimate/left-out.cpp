// A member whose size is not known is left out, which is said, and the others count. What owns nothing need not be known.
// RUN: %highwater estimate %s --flag -std=c++20 --entry half | FileCheck %s --check-prefix=HALF
// RUN: %highwater estimate %s --flag -std=c++20 --entry whole | FileCheck %s --check-prefix=WHOLE
// HALF: peak 7.6 MiB  (at least; a part of 'model' is left out
// WHOLE-NOT: left out
// WHOLE: peak 7.6 MiB
// WHOLE-NOT: left out

#include <cmath>
#include <vector>

struct Model {
  std::vector<double> known, unknown;
  double mean = 0;
};

double half(double x) {
  Model model;
  model.known.resize(1000000);
  model.unknown.resize(static_cast<std::size_t>(std::sqrt(x)));
  return model.known[3];
}

double whole(double x) {
  Model model;
  model.known.resize(1000000);
  model.mean = std::sqrt(x);
  return model.mean;
}
