// How well a model does on rows it has not seen.

#pragma once

#include "common/Matrix.h"
#include "common/Ridge.h"

#include <vector>

struct Metrics {
  double rootMeanSquare = 0;
  double meanAbsolute = 0;
  double explained = 0; // share of the labels' variance, R²
};

Metrics evaluate(const RidgeModel &model, const Matrix &features,
                 const std::vector<double> &labels);
