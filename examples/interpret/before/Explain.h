// Why the model predicts what it predicts: over all rows, and row by row.

#pragma once

#include "common/Report.h"

#include <vector>

/// For each feature, by how much the error grows when the feature's values change rows.
std::vector<double> permutationImportance(const RidgeModel &model, const Matrix &features,
                                          const std::vector<double> &labels);

/// The share of each feature in the prediction of each row; with the intercept they add up to it.
Matrix attribute(const RidgeModel &model, const Matrix &features);

std::vector<double> meanAttribution(const Matrix &attributions);

/// The rows that the model gets most wrong, worst first.
std::vector<RowReport> explainWorst(const RidgeModel &model, const Matrix &features,
                                    const std::vector<double> &labels, const Matrix &attributions);
