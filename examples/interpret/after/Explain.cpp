// Permutation importance (Breiman 2001) and the exact attributions of a linear model. Beside the
// rows held out this needs one column.

#include "after/Explain.h"

#include "common/Shuffle.h"
#include "common/Split.h"

#include <algorithm>
#include <cmath>

static void copyColumn(const Matrix &features, std::size_t column, std::vector<double> &values) {
  for (std::size_t r = 0; r < features.rows; ++r)
    values[r] = features.row(r)[column];
}

/// The error when a column has these values instead of its own.
static double errorWith(const RidgeModel &model, const Holdout &holdout, std::size_t column,
                        const std::vector<double> &values) {
  std::vector<double> row(holdout.features.columns);
  double squared = 0;
  for (std::size_t r = 0; r < holdout.features.rows; ++r) {
    std::copy_n(holdout.features.row(r), row.size(), row.data());
    row[column] = values[r];
    const double error = predict(model, row.data()) - holdout.labels[r];
    squared += error * error;
  }
  return std::sqrt(squared / static_cast<double>(holdout.features.rows));
}

std::vector<double> permutationImportance(const RidgeModel &model, const Holdout &holdout) {
  const double error = evaluate(model, holdout.features, holdout.labels).rootMeanSquare;
  std::vector<double> importance(holdout.features.columns);
  std::vector<double> values(holdout.features.rows);
  for (std::size_t c = 0; c < importance.size(); ++c) {
    for (std::size_t repeat = 0; repeat < shuffleRepeats; ++repeat) {
      copyColumn(holdout.features, c, values);
      shuffle(values, c * shuffleRepeats + repeat);
      importance[c] += errorWith(model, holdout, c, values) - error;
    }
    importance[c] /= static_cast<double>(shuffleRepeats);
  }
  return importance;
}

std::vector<double> meanAttribution(const RidgeModel &model, const Matrix &features) {
  std::vector<double> mean(features.columns);
  for (std::size_t r = 0; r < features.rows; ++r)
    for (std::size_t c = 0; c < features.columns; ++c)
      mean[c] += std::fabs(model.coefficients[c] * features.row(r)[c]);
  for (double &value : mean)
    value /= static_cast<double>(features.rows);
  return mean;
}

static RowReport explainRow(const RidgeModel &model, const Holdout &holdout, std::size_t r) {
  const double *features = holdout.features.row(r);
  RowReport report;
  report.line = lineOfHeldOut(r);
  report.label = holdout.labels[r];
  report.prediction = predict(model, features);
  report.attributions.resize(holdout.features.columns);
  for (std::size_t c = 0; c < report.attributions.size(); ++c)
    report.attributions[c] = model.coefficients[c] * features[c];
  return report;
}

std::vector<RowReport> explainWorst(const RidgeModel &model, const Holdout &holdout) {
  struct Candidate {
    std::size_t row;
    double error;
  };
  std::vector<Candidate> worst; // worst first, at most explainedRows of them
  for (std::size_t r = 0; r < holdout.features.rows; ++r) {
    const double error = std::fabs(predict(model, holdout.features.row(r)) - holdout.labels[r]);
    const auto place = std::find_if(worst.begin(), worst.end(), [&](const Candidate &candidate) {
      return error > candidate.error;
    });
    if (place == worst.end() && worst.size() == explainedRows)
      continue;
    worst.insert(place, {r, error});
    if (worst.size() > explainedRows)
      worst.pop_back();
  }

  std::vector<RowReport> reports;
  for (const Candidate &candidate : worst)
    reports.push_back(explainRow(model, holdout, candidate.row));
  return reports;
}
