// A dense table of doubles, row after row in one block.

#pragma once

#include <cstddef>
#include <vector>

struct Matrix {
  std::vector<double> values;
  std::size_t rows = 0;
  std::size_t columns = 0;

  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns)
      : values(rows * columns), rows(rows), columns(columns) {}

  double *row(std::size_t r) { return values.data() + r * columns; }
  const double *row(std::size_t r) const { return values.data() + r * columns; }
};
