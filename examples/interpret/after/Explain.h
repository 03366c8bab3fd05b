// Why the model predicts what it predicts: over all rows held out, and row by row.

#pragma once

#include "after/Passes.h"
#include "common/Report.h"

#include <vector>

/// For each feature, by how much the error grows when the feature's values change rows.
std::vector<double> permutationImportance(const RidgeModel &model, const Holdout &holdout);

/// For each feature, the mean size of its share in a prediction.
std::vector<double> meanAttribution(const RidgeModel &model, const Matrix &features);

/// The rows that the model gets most wrong, worst first.
std::vector<RowReport> explainWorst(const RidgeModel &model, const Holdout &holdout);
