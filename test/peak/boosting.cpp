// Gradient boosting of regression trees on a table of features.
// RUN: %peak %s --trees 8 --depth 5 --rate 0.3 {training_csv}
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct Dataset {
  std::vector<std::string> names;
  std::vector<std::vector<float>> features; // one vector a column
  std::vector<float> target;

  size_t rows() const { return target.size(); }
};

Dataset loadCsv(const std::string &path) {
  std::ifstream file(path);
  if (!file.is_open())
    throw std::runtime_error("cannot open " + path);
  std::stringstream buffer;
  buffer << file.rdbuf();

  Dataset data;
  std::string line, field;
  std::getline(buffer, line);
  for (std::istringstream header(line); std::getline(header, field, ',');)
    data.names.push_back(field);
  data.names.pop_back();
  data.features.resize(data.names.size());
  while (std::getline(buffer, line)) {
    const char *p = line.c_str();
    char *end = nullptr;
    for (auto &column : data.features) {
      column.push_back(std::strtof(p, &end));
      p = *end == ',' ? end + 1 : end;
    }
    data.target.push_back(std::strtof(p, &end));
  }
  return data;
}

struct Node {
  int feature = -1;
  float threshold = 0;
  float value = 0;
  std::unique_ptr<Node> left, right;

  bool leaf() const { return !left; }
};

struct Params {
  int trees = 20;
  int depth = 4;
  float rate = 0.1f;
  size_t minLeaf = 20;
};

class Tree {
public:
  Tree(const Dataset &data, const std::vector<float> &residuals, const Params &params)
      : data_(&data), residuals_(&residuals), params_(params) {
    std::vector<int> rows(data.rows());
    std::iota(rows.begin(), rows.end(), 0);
    root_ = grow(std::move(rows), 0);
    data_ = nullptr;
    residuals_ = nullptr;
  }

  float predict(const Dataset &data, size_t row) const {
    const Node *node = root_.get();
    while (!node->leaf())
      node = (data.features[node->feature][row] <= node->threshold ? node->left : node->right).get();
    return node->value;
  }

  size_t leaves() const { return countLeaves(*root_); }
  void importance(std::vector<double> &sums) const { addImportance(*root_, sums); }

private:
  struct Split {
    int feature = -1;
    float threshold = 0;
    double gain = 0;
  };

  std::unique_ptr<Node> grow(std::vector<int> rows, int depth) {
    auto node = std::make_unique<Node>();
    double sum = 0;
    for (int r : rows)
      sum += (*residuals_)[r];
    node->value = rows.empty() ? 0 : sum / rows.size();
    if (depth >= params_.depth || rows.size() < 2 * params_.minLeaf)
      return node;
    const Split split = bestSplit(rows, sum);
    if (split.feature < 0)
      return node;
    std::vector<int> left, right;
    for (int r : rows)
      (data_->features[split.feature][r] <= split.threshold ? left : right).push_back(r);
    node->feature = split.feature;
    node->threshold = split.threshold;
    rows.clear();
    node->left = grow(std::move(left), depth + 1);
    node->right = grow(std::move(right), depth + 1);
    return node;
  }

  // Tries thresholds between the smallest and the largest value of each feature.
  Split bestSplit(const std::vector<int> &rows, double total) const {
    constexpr int bins = 32;
    Split best;
    for (size_t f = 0; f < data_->features.size(); ++f) {
      const auto &column = data_->features[f];
      auto [low, high] = std::minmax_element(
          rows.begin(), rows.end(), [&](int a, int b) { return column[a] < column[b]; });
      const float minimum = column[*low], width = (column[*high] - minimum) / bins;
      if (width <= 0)
        continue;
      std::vector<double> sums(bins, 0.0);
      std::vector<size_t> counts(bins, 0);
      for (int r : rows) {
        const int bin = std::min(bins - 1, static_cast<int>((column[r] - minimum) / width));
        sums[bin] += (*residuals_)[r];
        ++counts[bin];
      }
      double leftSum = 0;
      size_t leftCount = 0;
      for (int b = 0; b + 1 < bins; ++b) {
        leftSum += sums[b];
        leftCount += counts[b];
        const size_t rightCount = rows.size() - leftCount;
        if (leftCount < params_.minLeaf || rightCount < params_.minLeaf)
          continue;
        const double rightSum = total - leftSum;
        const double gain = leftSum * leftSum / leftCount + rightSum * rightSum / rightCount -
                            total * total / rows.size();
        if (gain > best.gain)
          best = {static_cast<int>(f), minimum + width * (b + 1), gain};
      }
    }
    return best;
  }

  static size_t countLeaves(const Node &n) {
    return n.leaf() ? 1 : countLeaves(*n.left) + countLeaves(*n.right);
  }
  static void addImportance(const Node &n, std::vector<double> &sums) {
    if (n.leaf())
      return;
    sums[n.feature] += 1;
    addImportance(*n.left, sums);
    addImportance(*n.right, sums);
  }

  const Dataset *data_;
  const std::vector<float> *residuals_;
  Params params_;
  std::unique_ptr<Node> root_;
};

int main(int argc, char **argv) {
  Params params;
  std::string path;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    const bool more = i + 1 < argc;
    if (arg == "--trees" && more)
      params.trees = std::stoi(argv[++i]);
    else if (arg == "--depth" && more)
      params.depth = std::stoi(argv[++i]);
    else if (arg == "--rate" && more)
      params.rate = std::stof(argv[++i]);
    else
      path = arg;
  }
  try {
    const Dataset data = loadCsv(path);
    const float base =
        std::accumulate(data.target.begin(), data.target.end(), 0.0) / data.rows();
    std::vector<float> prediction(data.rows(), base), residuals(data.rows());
    std::vector<Tree> forest;
    for (int t = 0; t < params.trees; ++t) {
      double error = 0;
      for (size_t i = 0; i < data.rows(); ++i) {
        residuals[i] = data.target[i] - prediction[i];
        error += residuals[i] * residuals[i];
      }
      std::cout << "round " << t << " rmse " << std::sqrt(error / data.rows()) << "\n";
      forest.emplace_back(data, residuals, params);
      for (size_t i = 0; i < data.rows(); ++i)
        prediction[i] += params.rate * forest.back().predict(data, i);
    }
    std::vector<double> importance(data.names.size());
    size_t leaves = 0;
    for (const auto &tree : forest) {
      tree.importance(importance);
      leaves += tree.leaves();
    }
    std::cout << leaves << " leaves\n";
    for (size_t f = 0; f < importance.size(); ++f)
      std::cout << data.names[f] << " " << importance[f] << "\n";
  } catch (const std::exception &e) {
    std::cerr << e.what() << "\n";
    return 1;
  }
}
