// Ridge regression by the normal equations. They are F x F however many rows there are, and a row
// is needed only while it is added.

#pragma once

#include "common/Matrix.h"

#include <cstddef>
#include <vector>

struct RidgeModel {
  double intercept = 0;
  std::vector<double> coefficients;
};

double predict(const RidgeModel &model, const double *row);

/// Accumulates Z'Z and Z'(y - mean) over standardised rows, then solves for the coefficients.
class NormalEquations {
public:
  NormalEquations(std::size_t columns, double labelMean)
      : gram(columns, columns), moment(columns), labelMean(labelMean) {}

  void add(const double *row, double label);

  /// Throws std::runtime_error when the matrix is singular.
  RidgeModel solve(double penalty) const;

private:
  Matrix gram; // lower triangle
  std::vector<double> moment;
  double labelMean;
  std::size_t rows = 0;
};
