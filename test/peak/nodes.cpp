// The nodes of an edge list, numbered as they come.
// RUN: %peak %s {edges}
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::unordered_map<std::string, int> ids;
  std::vector<std::pair<int, int>> edges;
  std::string from, to;
  while (in >> from >> to) {
    int a = ids.emplace(from, static_cast<int>(ids.size())).first->second;
    int b = ids.emplace(to, static_cast<int>(ids.size())).first->second;
    edges.emplace_back(a, b);
  }
  std::cout << ids.size() << ' ' << edges.size() << '\n';
}
