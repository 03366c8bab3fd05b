// Permutation importance (Breiman 2001) and the exact attributions of a linear model.

#include "before/Explain.h"

#include "common/Shuffle.h"
#include "common/Split.h"

#include <algorithm>
#include <cmath>

/// The features with the values of one column moved to other rows.
static Matrix shuffleColumn(const Matrix &features, std::size_t column, std::uint64_t seed) {
  std::vector<double> values(features.rows);
  for (std::size_t r = 0; r < features.rows; ++r)
    values[r] = features.row(r)[column];
  shuffle(values, seed);

  Matrix shuffled = features;
  for (std::size_t r = 0; r < features.rows; ++r)
    shuffled.row(r)[column] = values[r];
  return shuffled;
}

std::vector<double> permutationImportance(const RidgeModel &model, const Matrix &features,
                                          const std::vector<double> &labels) {
  const double error = evaluate(model, features, labels).rootMeanSquare;
  std::vector<double> importance(features.columns);
  for (std::size_t c = 0; c < features.columns; ++c) {
    for (std::size_t repeat = 0; repeat < shuffleRepeats; ++repeat) {
      const Matrix shuffled = shuffleColumn(features, c, c * shuffleRepeats + repeat);
      importance[c] += evaluate(model, shuffled, labels).rootMeanSquare - error;
    }
    importance[c] /= static_cast<double>(shuffleRepeats);
  }
  return importance;
}

Matrix attribute(const RidgeModel &model, const Matrix &features) {
  Matrix attributions(features.rows, features.columns);
  for (std::size_t r = 0; r < features.rows; ++r)
    for (std::size_t c = 0; c < features.columns; ++c)
      attributions.row(r)[c] = model.coefficients[c] * features.row(r)[c];
  return attributions;
}

std::vector<double> meanAttribution(const Matrix &attributions) {
  std::vector<double> mean(attributions.columns);
  for (std::size_t r = 0; r < attributions.rows; ++r)
    for (std::size_t c = 0; c < attributions.columns; ++c)
      mean[c] += std::fabs(attributions.row(r)[c]);
  for (double &value : mean)
    value /= static_cast<double>(attributions.rows);
  return mean;
}

std::vector<RowReport> explainWorst(const RidgeModel &model, const Matrix &features,
                                    const std::vector<double> &labels, const Matrix &attributions) {
  std::vector<RowReport> rows;
  for (std::size_t r = 0; r < features.rows; ++r) {
    RowReport row;
    row.line = lineOfHeldOut(r);
    row.label = labels[r];
    row.prediction = predict(model, features.row(r));
    row.attributions.assign(attributions.row(r), attributions.row(r) + attributions.columns);
    rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(), [](const RowReport &a, const RowReport &b) {
    const double errorA = std::fabs(a.prediction - a.label);
    const double errorB = std::fabs(b.prediction - b.label);
    return errorA != errorB ? errorA > errorB : a.line < b.line;
  });
  rows.resize(std::min(rows.size(), explainedRows));
  return rows;
}
