// Each row is added to what it contributes to and then forgotten, unless it is held out.

#include "after/Passes.h"

#include "common/Split.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

Survey survey(RowReader reader) {
  Survey survey{0, 0, Moments(reader.names().size()), 0};
  double labelSum = 0;
  std::vector<double> row;
  for (std::size_t r = 0; reader.next(row); ++r) {
    if (isHeldOut(r)) {
      ++survey.testRows;
      continue;
    }
    ++survey.trainRows;
    survey.moments.add(row.data());
    labelSum += row.back();
  }
  if (survey.testRows == 0)
    throw std::runtime_error("too few rows to train and test");
  survey.labelMean = labelSum / static_cast<double>(survey.trainRows);
  return survey;
}

Training train(RowReader reader, const Survey &survey, double penalty) {
  const std::size_t columns = survey.moments.columns();
  const std::size_t rows = survey.trainRows + survey.testRows;
  NormalEquations equations(columns, survey.labelMean);
  Holdout holdout{Matrix(survey.testRows, columns), std::vector<double>(survey.testRows)};

  std::size_t test = 0;
  std::size_t r = 0;
  std::vector<double> row;
  for (; r < rows && reader.next(row); ++r) {
    survey.moments.standardize(row.data());
    if (isHeldOut(r)) {
      std::copy_n(row.data(), columns, holdout.features.row(test));
      holdout.labels[test++] = row.back();
    } else {
      equations.add(row.data(), row.back());
    }
  }
  if (r != rows)
    throw std::runtime_error("the file has shrunk since it was surveyed");
  return {equations.solve(penalty), std::move(holdout)};
}
