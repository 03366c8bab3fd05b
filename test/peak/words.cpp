// How often each word occurs, sorted.
// RUN: %peak %s {text}
#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::unordered_map<std::string, std::size_t> count;
  std::string w;
  while (in >> w) ++count[w];
  std::vector<std::pair<std::string, std::size_t>> v(count.begin(), count.end());
  std::sort(v.begin(), v.end(), [](const auto &a, const auto &b) { return a.second > b.second || (a.second == b.second && a.first < b.first); });
  for (std::size_t i = 0; i < 10 && i < v.size(); ++i) std::cout << v[i].first << ' ' << v[i].second << '\n';
}
