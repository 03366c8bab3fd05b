// An adjacency list, searched breadth first.
// RUN: %peak %s {edges}
#include <fstream>
#include <iostream>
#include <queue>
#include <vector>
class Graph {
public:
  void add(int a, int b) {
    int m = std::max(a, b);
    if (m >= static_cast<int>(adj.size())) adj.resize(m + 1);
    adj[a].push_back(b);
    adj[b].push_back(a);
    ++edges;
  }
  std::vector<int> bfs(int s) const {
    std::vector<int> d(adj.size(), -1);
    std::queue<int> q;
    q.push(s); d[s] = 0;
    while (!q.empty()) {
      int u = q.front(); q.pop();
      for (int v : adj[u]) if (d[v] < 0) { d[v] = d[u] + 1; q.push(v); }
    }
    return d;
  }
  std::vector<std::vector<int>> adj;
  std::size_t edges = 0;
};
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  Graph g;
  int a, b;
  while (in >> a >> b) g.add(a, b);
  auto d = g.bfs(0);
  long s = 0;
  for (int x : d) s += x;
  std::cout << g.adj.size() << ' ' << g.edges << ' ' << s << '\n';
}
