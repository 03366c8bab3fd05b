// What the pipeline finds out, and how it is written down.

#pragma once

#include "common/Evaluate.h"
#include "common/Moments.h"
#include "common/Ridge.h"

#include <cstddef>
#include <string>
#include <vector>

/// How many of the worst predictions are explained one by one.
constexpr std::size_t explainedRows = 10;

/// How often each feature is shuffled for its importance.
constexpr std::size_t shuffleRepeats = 3;

struct FeatureReport {
  std::string name;
  double mean = 0;
  double deviation = 0;
  double coefficient = 0;
  double importance = 0;  // growth of the error when the feature is shuffled
  double attribution = 0; // mean absolute share in a prediction
};

struct RowReport {
  std::size_t line = 0;
  double label = 0;
  double prediction = 0;
  std::vector<double> attributions; // one per feature
};

struct Report {
  std::size_t trainRows = 0;
  std::size_t testRows = 0;
  double penalty = 0;
  double intercept = 0;
  Metrics metrics;
  std::vector<FeatureReport> features;
  std::vector<RowReport> worst;
};

std::vector<FeatureReport> describeFeatures(const std::vector<std::string> &names,
                                            const Moments &moments, const RidgeModel &model,
                                            const std::vector<double> &importance,
                                            const std::vector<double> &attribution);

/// Throws std::runtime_error when the file cannot be written.
void writeReport(const std::string &path, const Report &report);
