// PageRank and breadth-first distances on a web graph in compressed sparse rows.
// RUN: %peak %s {weblinks} 0.85 20
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <limits>
#include <numeric>
#include <queue>
#include <ranges>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using Node = std::uint32_t;
using Edge = std::pair<Node, Node>;

class CsrGraph {
public:
  CsrGraph(Node nodes, std::span<const Edge> edges)
      : offsets_(nodes + 1, 0), targets_(edges.size()) {
    for (const auto &[source, target] : edges)
      ++offsets_[source + 1];
    std::partial_sum(offsets_.begin(), offsets_.end(), offsets_.begin());
    std::vector<std::size_t> cursor(offsets_.begin(), offsets_.end() - 1);
    for (const auto &[source, target] : edges)
      targets_[cursor[source]++] = target;
    for (Node n = 0; n < nodes; ++n)
      std::sort(targets_.begin() + offsets_[n], targets_.begin() + offsets_[n + 1]);
  }

  Node size() const { return static_cast<Node>(offsets_.size() - 1); }
  std::span<const Node> neighbours(Node n) const {
    return {targets_.data() + offsets_[n], offsets_[n + 1] - offsets_[n]};
  }

private:
  std::vector<std::size_t> offsets_;
  std::vector<Node> targets_;
};

std::vector<Edge> readEdges(std::istream &in) {
  std::vector<Edge> edges;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line.front() == '#')
      continue;
    std::istringstream fields(line);
    Node a, b;
    if (fields >> a >> b)
      edges.emplace_back(a, b);
  }
  return edges;
}

std::vector<double> pagerank(const CsrGraph &graph, double damping, int iterations) {
  const double n = graph.size();
  std::vector<double> rank(graph.size(), 1 / n), next(graph.size());
  for (int i = 0; i < iterations; ++i) {
    double dangling = 0;
    std::ranges::fill(next, 0.0);
    for (Node v : std::views::iota(Node{0}, graph.size())) {
      const auto out = graph.neighbours(v);
      if (out.empty()) {
        dangling += rank[v];
        continue;
      }
      const double share = rank[v] / out.size();
      for (Node target : out)
        next[target] += share;
    }
    double change = 0;
    for (Node v : std::views::iota(Node{0}, graph.size())) {
      next[v] = (1 - damping) / n + damping * (next[v] + dangling / n);
      change += std::abs(next[v] - rank[v]);
    }
    rank.swap(next);
    if (change < 1e-9)
      break;
  }
  return rank;
}

std::vector<int> distances(const CsrGraph &graph, Node start) {
  std::vector<int> distance(graph.size(), -1);
  std::queue<Node> frontier;
  distance[start] = 0;
  frontier.push(start);
  while (!frontier.empty()) {
    const Node v = frontier.front();
    frontier.pop();
    for (Node w : graph.neighbours(v))
      if (distance[w] < 0) {
        distance[w] = distance[v] + 1;
        frontier.push(w);
      }
  }
  return distance;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    std::cerr << "usage: pagerank EDGES [DAMPING] [ITERATIONS]\n";
    return 2;
  }
  const double damping = argc > 2 ? std::atof(argv[2]) : 0.85;
  const int iterations = argc > 3 ? std::atoi(argv[3]) : 50;
  std::ifstream in(argv[1]);
  auto edges = readEdges(in);
  if (edges.empty())
    return 1;

  // Links that are repeated count once.
  std::ranges::sort(edges);
  const auto repeated = std::ranges::unique(edges);
  edges.erase(repeated.begin(), repeated.end());
  Node nodes = 0;
  for (const auto &[source, target] : edges)
    nodes = std::max({nodes, source + 1, target + 1});
  const CsrGraph graph(nodes, edges);

  const auto rank = pagerank(graph, damping, iterations);
  std::vector<Node> order(graph.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, std::greater{}, [&](Node n) { return rank[n]; });
  const auto distance = distances(graph, order.front());
  const auto reached = std::ranges::count_if(distance, [](int d) { return d >= 0; });
  std::cout << graph.size() << " nodes, " << edges.size() << " edges, " << reached
            << " reached, eccentricity " << std::ranges::max(distance) << "\n";
  for (Node n : order | std::views::take(5))
    std::cout << n << "\t" << rank[n] << "\n";
}
