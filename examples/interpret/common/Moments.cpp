// Welford's update keeps its precision where a sum of squares minus a squared sum would lose it.

#include "common/Moments.h"

#include <cmath>

void Moments::add(const double *row) {
  ++count;
  for (std::size_t c = 0; c < means.size(); ++c) {
    const double distance = row[c] - means[c];
    means[c] += distance / static_cast<double>(count);
    squares[c] += distance * (row[c] - means[c]);
  }
}

double Moments::deviation(std::size_t column) const {
  if (squares[column] <= 0)
    return 1;
  return std::sqrt(squares[column] / static_cast<double>(count));
}

void Moments::standardize(double *row) const {
  for (std::size_t c = 0; c < means.size(); ++c)
    row[c] = (row[c] - means[c]) / deviation(c);
}
