// A table by columns, and their z-scores.
// RUN: %peak %s {table}
#include <cmath>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>
struct Table {
  std::vector<std::string> names;
  std::vector<std::vector<double>> cols;
  std::vector<std::string> key;
};
static Table load(const std::string &path) {
  std::ifstream in(path);
  Table t;
  std::string line, cell;
  std::getline(in, line);
  std::stringstream head(line);
  while (std::getline(head, cell, ',')) t.names.push_back(cell);
  t.cols.resize(t.names.size() - 2);
  while (std::getline(in, line)) {
    std::stringstream ss(line);
    std::getline(ss, cell, ',');
    std::getline(ss, cell, ',');
    t.key.push_back(cell);
    for (auto &c : t.cols) {
      std::getline(ss, cell, ',');
      c.push_back(std::stod(cell));
    }
  }
  return t;
}
static std::vector<std::vector<double>> zscore(const Table &t) {
  std::vector<std::vector<double>> z;
  for (const auto &c : t.cols) {
    double m = 0, q = 0;
    for (double v : c) m += v;
    m /= c.size();
    for (double v : c) q += (v - m) * (v - m);
    double s = std::sqrt(q / c.size());
    std::vector<double> out;
    out.reserve(c.size());
    for (double v : c) out.push_back((v - m) / s);
    z.push_back(std::move(out));
  }
  return z;
}
int main(int argc, char **argv) {
  if (argc < 2) { std::cerr << "usage\n"; return 2; }
  Table t = load(argv[1]);
  auto z = zscore(t);
  double s = 0;
  for (auto &c : z) for (double v : c) s += std::abs(v);
  std::cout << t.key.size() << ' ' << s << '\n';
}
