// RUN: %check_highwater %s late-release -stdlib=libc++
// REQUIRES: libc++
// The same contract where names live in inline namespaces and strings hold 22 characters.
#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

double sum(const std::vector<double> &values) { return std::accumulate(values.begin(), values.end(), 0.0); }
void show(double value);

void vectorThenVector(size_t n) {
  std::vector<double> raw(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+2]];
  std::sort(raw.begin(), raw.end());
  double median = raw[n / 2];
  std::vector<double> cooked(n, median);
  show(sum(cooked));
}

void linesThenVector(const std::string &path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' ({{.+}}) {{.+}} last use is at line [[@LINE+4]];
  std::string line;
  while (std::getline(file, line))
    lines.push_back(line);
  size_t count = lines.size();
  std::vector<double> cooked(8 * count);
  show(sum(cooked));
}

void uniquePointerThenVector(size_t n) {
  auto raw = std::make_unique<double[]>(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'raw' ({{.+}}) {{.+}} last use is at line [[@LINE+1]];
  double level = raw[0];
  std::vector<double> cooked(n, level);
  show(sum(cooked));
}

void unorderedMapThenVector(size_t n) {
  std::unordered_map<size_t, double> values;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'values' ({{.+}}) {{.+}} last use is at line [[@LINE+3]];
  for (size_t i = 0; i < n; ++i)
    values[i] = i;
  double level = values.at(0);
  std::vector<double> cooked(4 * n, level);
  show(sum(cooked));
}

// Silent from here on.

void viewIsUsed(size_t n) {
  std::string text(n, ' ');
  std::string_view rest = std::string_view(text).substr(1);
  std::vector<double> cooked(n);
  show(sum(cooked) + rest.size());
}

void iteratorIsUsed(size_t n) {
  std::vector<double> raw(n);
  auto largest = std::max_element(raw.begin(), raw.end());
  std::vector<double> cooked(n);
  show(sum(cooked) + *largest);
}

void threadIsJoinedLater(size_t n) {
  std::vector<double> raw(n);
  std::thread worker([&raw] { show(sum(raw)); });
  std::vector<double> cooked(n);
  show(sum(cooked));
  worker.join();
}

void functionIsUsed(size_t n) {
  std::vector<double> raw(n);
  std::function<double()> first = [&raw] { return raw[0]; };
  std::vector<double> cooked(n);
  show(sum(cooked) + first());
}

void movedAway(size_t n) {
  std::map<int, std::vector<double>> all;
  std::vector<double> raw(n);
  all[0] = std::move(raw);
  std::vector<double> cooked(n);
  show(sum(cooked) + sum(all[0]));
}
