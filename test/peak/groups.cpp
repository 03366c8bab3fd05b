// Values grouped by key, reduced to means.
// RUN: %peak %s {orders}
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::map<std::string, std::vector<double>> groups;
  std::string line;
  while (std::getline(in, line)) {
    std::size_t end = line.find(';');
    groups[line.substr(0, end)].push_back(line.size());
  }
  std::vector<double> means;
  means.reserve(groups.size());
  for (const auto &[key, values] : groups) {
    double total = 0;
    for (double value : values) total += value;
    means.push_back(total / values.size());
  }
  std::cout << means.size() << ' ' << means[0] << '\n';
}
