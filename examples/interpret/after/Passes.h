// The two passes over the file: one to learn its shape and scale, one to train.

#pragma once

#include "after/RowReader.h"
#include "common/Matrix.h"
#include "common/Moments.h"
#include "common/Ridge.h"

#include <cstddef>
#include <vector>

/// What the first pass learns: how many rows there are, and the scale of those to train on.
struct Survey {
  std::size_t trainRows = 0;
  std::size_t testRows = 0;
  Moments moments;
  double labelMean = 0;
};

/// Standardised rows the model is not trained on. They are kept, because explaining a model needs
/// them many times and in another order.
struct Holdout {
  Matrix features;
  std::vector<double> labels;
};

struct Training {
  RidgeModel model;
  Holdout holdout;
};

Survey survey(RowReader reader);

/// Throws std::runtime_error when the file is not as long as surveyed.
Training train(RowReader reader, const Survey &survey, double penalty);
