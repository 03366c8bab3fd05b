// Mean and standard deviation of each column, taken one row at a time (Welford 1962).

#pragma once

#include <cstddef>
#include <vector>

class Moments {
public:
  explicit Moments(std::size_t columns) : means(columns), squares(columns) {}

  void add(const double *row);

  std::size_t columns() const { return means.size(); }
  double mean(std::size_t column) const { return means[column]; }

  /// Of the population; 1 for a constant column, which is then only centred.
  double deviation(std::size_t column) const;

  /// Centres and scales a row in place.
  void standardize(double *row) const;

private:
  std::size_t count = 0;
  std::vector<double> means;
  std::vector<double> squares; // sum of squared distances from the mean so far
};
