// Sums are taken about the means, so that large numbers do not cancel.

#include "driver/cli/LinearFit.h"

namespace highwater::driver {

std::optional<Line> fitLine(llvm::ArrayRef<Point> points) {
  Point mean;
  for (const Point &point : points) {
    mean.x += point.x / static_cast<double>(points.size());
    mean.y += point.y / static_cast<double>(points.size());
  }
  double square = 0, product = 0;
  for (const Point &point : points) {
    square += (point.x - mean.x) * (point.x - mean.x);
    product += (point.x - mean.x) * (point.y - mean.y);
  }
  if (square <= 0)
    return std::nullopt;
  double slope = product / square;
  return Line{slope, mean.y - slope * mean.x};
}

} // namespace highwater::driver
