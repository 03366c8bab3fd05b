// Principal components of a dense matrix in a binary file, by power iteration.
// RUN: %peak %s {matrix_bin} --components 4
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <string_view>
#include <vector>

struct FileCloser {
  void operator()(std::FILE *f) const { std::fclose(f); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

struct Header {
  std::uint64_t rows, cols;
};

template <class T> struct Dense {
  std::size_t rows, cols;
  std::vector<T> values;

  Dense(std::size_t r, std::size_t c) : rows(r), cols(c), values(r * c) {}
  T *operator[](std::size_t r) { return &values[r * cols]; }
  const T *operator[](std::size_t r) const { return &values[r * cols]; }

  Dense transposed() const {
    Dense t(cols, rows);
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < cols; ++j)
        t[j][i] = (*this)[i][j];
    return t;
  }
};

template <class T> std::vector<T> centre(Dense<T> &m) {
  std::vector<T> mean(m.cols);
  for (std::size_t i = 0; i < m.rows; ++i)
    for (std::size_t j = 0; j < m.cols; ++j)
      mean[j] += m[i][j];
  for (auto &x : mean)
    x /= m.rows;
  for (std::size_t i = 0; i < m.rows; ++i)
    for (std::size_t j = 0; j < m.cols; ++j)
      m[i][j] -= mean[j];
  return mean;
}

template <class T> Dense<T> covariance(const Dense<T> &m) {
  const Dense<T> t = m.transposed();
  Dense<T> c(m.cols, m.cols);
  for (std::size_t a = 0; a < m.cols; ++a)
    for (std::size_t b = a; b < m.cols; ++b)
      c[a][b] = c[b][a] = std::inner_product(t[a], t[a] + t.cols, t[b], T{}) / (m.rows - 1);
  return c;
}

struct Component {
  double eigenvalue;
  std::vector<double> direction;
};

Component dominant(const Dense<double> &c) {
  std::vector<double> v(c.cols, 1 / std::sqrt(double(c.cols))), w(c.cols);
  double norm = 0;
  for (int step = 0; step < 200; ++step) {
    for (std::size_t i = 0; i < c.rows; ++i)
      w[i] = std::inner_product(v.begin(), v.end(), c[i], 0.0);
    const double next = std::sqrt(std::inner_product(w.begin(), w.end(), w.begin(), 0.0));
    std::transform(w.begin(), w.end(), v.begin(), [next](double x) { return x / next; });
    if (std::abs(next - norm) < 1e-12 * next)
      break;
    norm = next;
  }
  return {norm, std::move(v)};
}

std::vector<Component> principalComponents(Dense<double> c, int count) {
  std::vector<Component> found;
  for (int k = 0; k < count; ++k) {
    found.push_back(dominant(c));
    const auto &[value, v] = found.back();
    for (std::size_t i = 0; i < c.rows; ++i)
      for (std::size_t j = 0; j < c.cols; ++j)
        c[i][j] -= value * v[i] * v[j];
  }
  return found;
}

Dense<double> project(const Dense<double> &m, const std::vector<Component> &components) {
  Dense<double> scores(m.rows, components.size());
  for (std::size_t i = 0; i < m.rows; ++i)
    for (std::size_t k = 0; k < components.size(); ++k)
      scores[i][k] = std::inner_product(m[i], m[i] + m.cols, components[k].direction.begin(), 0.0);
  return scores;
}

int main(int argc, char **argv) {
  const char *path = nullptr;
  int count = 2;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--components" && i + 1 < argc)
      count = std::atoi(argv[++i]);
    else
      path = argv[i];
  }
  File file(path ? std::fopen(path, "rb") : nullptr);
  Header header;
  if (!file || std::fread(&header, sizeof header, 1, file.get()) != 1) {
    std::fprintf(stderr, "cannot read the header\n");
    return 1;
  }
  Dense<double> m(header.rows, header.cols);
  if (std::fread(m.values.data(), sizeof(double), m.values.size(), file.get()) != m.values.size()) {
    std::fprintf(stderr, "file is too short\n");
    return 1;
  }
  file.reset();

  centre(m);
  const auto c = covariance(m);
  double total = 0;
  for (std::size_t i = 0; i < c.rows; ++i)
    total += c[i][i];
  const auto components = principalComponents(c, count);
  for (const auto &component : components)
    std::printf("eigenvalue %.4f explains %.1f %%\n", component.eigenvalue,
                100 * component.eigenvalue / total);
  const auto scores = project(m, components);
  const auto [low, high] = std::minmax_element(scores.values.begin(), scores.values.end());
  std::printf("%zu scores between %.3f and %.3f\n", scores.values.size(), *low, *high);
}
