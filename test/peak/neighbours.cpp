// The nearest neighbours of a row in a binary matrix.
// RUN: %peak %s {floats} 64
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <queue>
#include <vector>
class Matrix {
public:
  Matrix(std::size_t r, std::size_t c) : rows(r), cols(c), data(new float[r * c]) {}
  float *row(std::size_t i) { return data.get() + i * cols; }
  const float *row(std::size_t i) const { return data.get() + i * cols; }
  std::size_t rows, cols;
private:
  std::unique_ptr<float[]> data;
};
static Matrix load(const char *p, std::size_t dim) {
  std::ifstream in(p, std::ios::binary | std::ios::ate);
  std::size_t bytes = in.tellg();
  in.seekg(0);
  Matrix m(bytes / sizeof(float) / dim, dim);
  in.read(reinterpret_cast<char *>(m.row(0)), m.rows * m.cols * sizeof(float));
  return m;
}
static std::vector<float> norms(const Matrix &m) {
  std::vector<float> n(m.rows);
  for (std::size_t i = 0; i < m.rows; ++i) {
    float s = 0;
    for (std::size_t j = 0; j < m.cols; ++j) s += m.row(i)[j] * m.row(i)[j];
    n[i] = std::sqrt(s);
  }
  return n;
}
int main(int argc, char **argv) {
  std::size_t dim = std::strtoul(argv[2], nullptr, 10);
  Matrix m = load(argv[1], dim);
  auto n = norms(m);
  Matrix unit(m.rows, m.cols);
  for (std::size_t i = 0; i < m.rows; ++i)
    for (std::size_t j = 0; j < m.cols; ++j) unit.row(i)[j] = m.row(i)[j] / n[i];
  std::priority_queue<std::pair<float, std::size_t>> best;
  for (std::size_t i = 1; i < unit.rows; ++i) {
    float d = 0;
    for (std::size_t j = 0; j < unit.cols; ++j) d += unit.row(0)[j] * unit.row(i)[j];
    best.emplace(-d, i);
    if (best.size() > 10) best.pop();
  }
  std::printf("%zu\n", best.top().second);
}
