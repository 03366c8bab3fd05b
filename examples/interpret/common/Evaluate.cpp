// Error measures in one pass; the baseline is the mean label of the training rows.

#include "common/Evaluate.h"

#include <cmath>

Metrics evaluate(const RidgeModel &model, const Matrix &features,
                 const std::vector<double> &labels) {
  double squared = 0;
  double absolute = 0;
  double baseline = 0;
  for (std::size_t r = 0; r < features.rows; ++r) {
    const double error = predict(model, features.row(r)) - labels[r];
    const double distance = model.intercept - labels[r];
    squared += error * error;
    absolute += std::fabs(error);
    baseline += distance * distance;
  }
  const double rows = static_cast<double>(features.rows);
  return {std::sqrt(squared / rows), absolute / rows, 1 - squared / baseline};
}
