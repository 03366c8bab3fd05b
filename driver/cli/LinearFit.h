// A line through points, by least squares.

#pragma once

#include "llvm/ADT/ArrayRef.h"

#include <optional>

namespace highwater::driver {

struct Point {
  double x = 0, y = 0;
};

struct Line {
  double slope = 0, intercept = 0;
};

/// Nothing unless two points differ in x.
std::optional<Line> fitLine(llvm::ArrayRef<Point> points);

} // namespace highwater::driver
