// From lines to numbers, and from numbers to what a model is trained and tested on.

#include "before/Dataset.h"

#include "before/Csv.h"
#include "common/Split.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

static double parseNumber(const std::string &field, std::size_t lineNumber) {
  char *end = nullptr;
  const double value = std::strtod(field.c_str(), &end);
  if (end == field.c_str() || !std::isfinite(value))
    throw std::runtime_error("line " + std::to_string(lineNumber) + ": '" + field +
                             "' is not a number");
  return value;
}

Dataset parseDataset(const std::vector<std::string> &lines) {
  if (lines.size() <= holdoutEvery)
    throw std::runtime_error("too few rows to train and test");

  Dataset data;
  data.names = splitFields(lines.front());
  data.names.pop_back();

  const std::size_t rows = lines.size() - 1;
  const std::size_t columns = data.names.size();
  data.features = Matrix(rows, columns);
  data.labels.resize(rows);
  for (std::size_t r = 0; r < rows; ++r) {
    const std::vector<std::string> fields = splitFields(lines[r + 1]);
    if (fields.size() != columns + 1)
      throw std::runtime_error("line " + std::to_string(r + 2) + ": expected " +
                               std::to_string(columns + 1) + " fields");
    for (std::size_t c = 0; c < columns; ++c)
      data.features.row(r)[c] = parseNumber(fields[c], r + 2);
    data.labels[r] = parseNumber(fields[columns], r + 2);
  }
  return data;
}

Split splitDataset(const Dataset &data) {
  const std::size_t testRows = data.features.rows / holdoutEvery;
  const std::size_t trainRows = data.features.rows - testRows;
  const std::size_t columns = data.features.columns;

  Split split;
  split.train = {data.names, Matrix(trainRows, columns), std::vector<double>(trainRows)};
  split.test = {data.names, Matrix(testRows, columns), std::vector<double>(testRows)};
  std::size_t train = 0;
  std::size_t test = 0;
  for (std::size_t r = 0; r < data.features.rows; ++r) {
    Dataset &side = isHeldOut(r) ? split.test : split.train;
    const std::size_t row = isHeldOut(r) ? test++ : train++;
    std::copy_n(data.features.row(r), columns, side.features.row(row));
    side.labels[row] = data.labels[r];
  }
  return split;
}

Moments columnMoments(const Matrix &features) {
  Moments moments(features.columns);
  for (std::size_t r = 0; r < features.rows; ++r)
    moments.add(features.row(r));
  return moments;
}

Matrix standardize(Matrix features, const Moments &moments) {
  for (std::size_t r = 0; r < features.rows; ++r)
    moments.standardize(features.row(r));
  return features;
}
