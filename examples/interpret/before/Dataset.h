// Labelled rows, as parsed from text and as split for training and testing.

#pragma once

#include "common/Matrix.h"
#include "common/Moments.h"

#include <string>
#include <vector>

struct Dataset {
  std::vector<std::string> names; // of the features
  Matrix features;
  std::vector<double> labels;
};

struct Split {
  Dataset train;
  Dataset test;
};

/// The first line names the columns, the last column is the label. Throws std::runtime_error on a
/// line that doesn't fit.
Dataset parseDataset(const std::vector<std::string> &lines);

Split splitDataset(const Dataset &data);

Moments columnMoments(const Matrix &features);

Matrix standardize(Matrix features, const Moments &moments);
