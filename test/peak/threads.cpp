// Histograms, one a thread.
// RUN: %peak %s {series}
#include <cstdio>
#include <fstream>
#include <numeric>
#include <string>
#include <thread>
#include <vector>
int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::vector<double> x;
  long t; double v;
  while (in >> t >> v) x.push_back(v);
  const unsigned T = 4;
  std::vector<std::vector<std::size_t>> hist(T, std::vector<std::size_t>(1 << 16));
  std::vector<std::thread> th;
  for (unsigned k = 0; k < T; ++k)
    th.emplace_back([&, k] {
      std::size_t b = x.size() * k / T, e = x.size() * (k + 1) / T;
      std::vector<double> local(x.begin() + b, x.begin() + e);
      for (double d : local) ++hist[k][(std::size_t)(d * 100) & 0xffff];
    });
  for (auto &t : th) t.join();
  std::size_t s = 0;
  for (auto &h : hist) s += std::accumulate(h.begin(), h.end(), std::size_t(0));
  std::printf("%zu\n", s);
}
