// Accumulation of the normal equations and their solution by Cholesky factorisation.

#include "common/Ridge.h"

#include <cmath>
#include <stdexcept>

double predict(const RidgeModel &model, const double *row) {
  double sum = model.intercept;
  for (std::size_t c = 0; c < model.coefficients.size(); ++c)
    sum += model.coefficients[c] * row[c];
  return sum;
}

void NormalEquations::add(const double *row, double label) {
  ++rows;
  const double centred = label - labelMean;
  for (std::size_t i = 0; i < gram.columns; ++i) {
    double *sums = gram.row(i);
    for (std::size_t j = 0; j <= i; ++j)
      sums[j] += row[i] * row[j];
    moment[i] += row[i] * centred;
  }
}

/// The lower triangle L with L L' = matrix.
static Matrix factorize(const Matrix &matrix) {
  Matrix lower(matrix.rows, matrix.columns);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix.row(i)[j];
      for (std::size_t k = 0; k < j; ++k)
        sum -= lower.row(i)[k] * lower.row(j)[k];
      if (i != j)
        lower.row(i)[j] = sum / lower.row(j)[j];
      else if (sum > 0)
        lower.row(i)[i] = std::sqrt(sum);
      else
        throw std::runtime_error("the features are linearly dependent; raise the penalty");
    }
  }
  return lower;
}

RidgeModel NormalEquations::solve(double penalty) const {
  Matrix regularised = gram;
  for (std::size_t i = 0; i < gram.columns; ++i)
    regularised.row(i)[i] += penalty * static_cast<double>(rows);
  const Matrix lower = factorize(regularised);

  std::vector<double> solution = moment;
  for (std::size_t i = 0; i < solution.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k)
      solution[i] -= lower.row(i)[k] * solution[k];
    solution[i] /= lower.row(i)[i];
  }
  for (std::size_t i = solution.size(); i-- > 0;) {
    for (std::size_t k = i + 1; k < solution.size(); ++k)
      solution[i] -= lower.row(k)[i] * solution[k];
    solution[i] /= lower.row(i)[i];
  }
  return {labelMean, solution};
}
