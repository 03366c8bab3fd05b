// K-means over the numeric columns of a table, seeded by k-means++.
// RUN: %peak %s --k 6 --iterations 10 --input {points_csv}
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace ml {

class Matrix {
public:
  Matrix() = default;
  Matrix(size_t rows, size_t cols, double fill = 0.0)
      : rows_(rows), cols_(cols), data_(rows * cols, fill) {}

  double &operator()(size_t r, size_t c) { return data_[r * cols_ + c]; }
  double operator()(size_t r, size_t c) const { return data_[r * cols_ + c]; }
  const double *row(size_t r) const { return data_.data() + r * cols_; }
  size_t rows() const { return rows_; }
  size_t cols() const { return cols_; }

  void appendRow(const std::vector<double> &values) {
    if (rows_ == 0)
      cols_ = values.size();
    if (values.size() != cols_)
      throw std::invalid_argument("row has a different width");
    data_.insert(data_.end(), values.begin(), values.end());
    ++rows_;
  }

private:
  size_t rows_ = 0, cols_ = 0;
  std::vector<double> data_;
};

struct Config {
  std::string input;
  size_t k = 8;
  int iterations = 20;
  unsigned seed = 42;
};

struct Result {
  Matrix centroids;
  std::vector<int> labels;
  double inertia = 0;
  int iterations = 0;
};

double squaredDistance(const double *a, const double *b, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; ++i)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

Matrix plusPlus(const Matrix &x, size_t k, std::mt19937 &rng) {
  Matrix centroids(k, x.cols());
  std::vector<double> nearest(x.rows(), std::numeric_limits<double>::max());
  size_t chosen = std::uniform_int_distribution<size_t>(0, x.rows() - 1)(rng);
  for (size_t c = 0; c < k; ++c) {
    for (size_t j = 0; j < x.cols(); ++j)
      centroids(c, j) = x(chosen, j);
    for (size_t i = 0; i < x.rows(); ++i)
      nearest[i] = std::min(nearest[i], squaredDistance(x.row(i), centroids.row(c), x.cols()));
    std::discrete_distribution<size_t> weighted(nearest.begin(), nearest.end());
    chosen = weighted(rng);
  }
  return centroids;
}

Result kmeans(const Matrix &x, const Config &config) {
  std::mt19937 rng(config.seed);
  Result result;
  result.centroids = plusPlus(x, config.k, rng);
  result.labels.assign(x.rows(), -1);
  for (result.iterations = 0; result.iterations < config.iterations; ++result.iterations) {
    bool changed = false;
    result.inertia = 0;
    Matrix sums(config.k, x.cols());
    std::vector<size_t> counts(config.k, 0);
    for (size_t i = 0; i < x.rows(); ++i) {
      double best = std::numeric_limits<double>::max();
      int label = 0;
      for (size_t c = 0; c < config.k; ++c) {
        double d = squaredDistance(x.row(i), result.centroids.row(c), x.cols());
        if (d < best) {
          best = d;
          label = static_cast<int>(c);
        }
      }
      changed |= result.labels[i] != label;
      result.labels[i] = label;
      result.inertia += best;
      ++counts[label];
      for (size_t j = 0; j < x.cols(); ++j)
        sums(label, j) += x(i, j);
    }
    if (!changed)
      break;
    for (size_t c = 0; c < config.k; ++c)
      if (counts[c])
        for (size_t j = 0; j < x.cols(); ++j)
          result.centroids(c, j) = sums(c, j) / counts[c];
  }
  return result;
}

Matrix load(const std::string &path) {
  std::ifstream in(path);
  if (!in)
    throw std::runtime_error("cannot read " + path);
  Matrix x;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<double> values;
    size_t pos = line.find(','); // the first column is the id
    while (pos != std::string::npos) {
      size_t next = line.find(',', pos + 1);
      values.push_back(std::stod(line.substr(pos + 1, next - pos - 1)));
      pos = next;
    }
    x.appendRow(values);
  }
  return x;
}

} // namespace ml

int main(int argc, char **argv) {
  ml::Config config;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!std::strcmp(argv[i], "--input"))
      config.input = argv[i + 1];
    else if (!std::strcmp(argv[i], "--k"))
      config.k = std::atoi(argv[i + 1]);
    else if (!std::strcmp(argv[i], "--iterations"))
      config.iterations = std::atoi(argv[i + 1]);
    else if (!std::strcmp(argv[i], "--seed"))
      config.seed = std::atoi(argv[i + 1]);
  }
  try {
    const ml::Matrix x = ml::load(config.input);
    const ml::Result r = ml::kmeans(x, config);
    std::cout << x.rows() << "x" << x.cols() << " inertia " << r.inertia << " after "
              << r.iterations << " iterations\n";
  } catch (const std::exception &e) {
    std::cerr << e.what() << "\n";
    return 1;
  }
}
