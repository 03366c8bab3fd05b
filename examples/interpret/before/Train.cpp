// Ridge regression over a matrix of standardised features.

#include "before/Train.h"

static double mean(const std::vector<double> &values) {
  double sum = 0;
  for (double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

RidgeModel trainRidge(Matrix features, std::vector<double> labels, double penalty) {
  NormalEquations equations(features.columns, mean(labels));
  for (std::size_t r = 0; r < features.rows; ++r)
    equations.add(features.row(r), labels[r]);
  return equations.solve(penalty);
}
