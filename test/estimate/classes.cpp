// One of several classes behind a pointer to their base, changed in loops: what it is in each case is kept once, however
// deep the loops and calls lie.
// RUN: %highwater dump sizes %s -- -std=c++20 | FileCheck %s
#include <cstddef>
#include <memory>
#include <vector>

struct Matrix {
  std::size_t rows = 0;
  virtual ~Matrix() = default;
  virtual void add(const std::vector<float> &row, std::size_t at) = 0;
};

struct Dense : Matrix {
  std::vector<float> cells;
  void add(const std::vector<float> &row, std::size_t at) override {
    for (std::size_t i = 0; i < row.size(); ++i)
      cells[at * row.size() + i] += row[i];
  }
};

struct Packed : Matrix {
  std::vector<unsigned char> codes;
  std::vector<float> norms;
  void add(const std::vector<float> &row, std::size_t at) override {
    for (std::size_t i = 0; i < row.size(); ++i)
      codes[at] = static_cast<unsigned char>(norms[at] * row[i]);
  }
};

struct Model {
  std::shared_ptr<Matrix> in, out;
  void step(const std::vector<float> &row) {
    for (std::size_t i = 0; i < in->rows; ++i)
      in->add(row, i);
    for (std::size_t i = 0; i < out->rows; ++i)
      out->add(row, i);
  }
  void epoch(const std::vector<float> &row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      step(row);
  }
};

// CHECK-LABEL: train:
// CHECK: live chunk(4*value(arg1)){{$}}
// CHECK-NOT: max(
void train(Model &model, std::size_t width, std::size_t epochs) {
  std::vector<float> row(width);
  for (std::size_t i = 0; i < epochs; ++i)
    for (std::size_t j = 0; j < epochs; ++j)
      model.epoch(row);
}
