// RUN: %check_highwater %s late-release -stdlib=libstdc++
// REQUIRES: libstdc++
//
// Fixes of several findings at one place stand beside each other, and leave what compiles.
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

std::vector<double> readColumn(const std::string &path) {
  std::ifstream in(path);
  std::vector<double> column;
  for (double value; in >> value;)
    column.push_back(value);
  return column;
}

double total(const std::vector<double> &a) { return a.size(); }
double product(const std::vector<double> &a, const std::vector<double> &b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

double both(const std::string &path) {
  std::vector<double> a = readColumn(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'a' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  std::vector<double> b = readColumn(path + ".b");
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'b' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double p = product(a, b);
  // CHECK-FIXES: double p = product(a, b);
  // CHECK-FIXES-NEXT: a = std::vector<double>();
  // CHECK-FIXES-NEXT: b = std::vector<double>();
  std::vector<double> c = readColumn(path + ".c");
  return p + total(c);
}

double nested(const std::string &path) {
  struct Data {
    std::vector<double> x, y;
  } data;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'data' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  data.x = readColumn(path);
  data.y = readColumn(path + ".y");
  double p = product(data.x, data.y);
  // CHECK-FIXES: double p = product(data.x, data.y);
  // CHECK-FIXES-NEXT: data = decltype(data)();
  std::vector<double> c = readColumn(path + ".c");
  return p + total(c);
}
