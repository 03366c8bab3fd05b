// A time series parsed out of one text, and its moving average.
// RUN: %peak %s {series}
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>
struct Sample { long t; double v; };
struct Series {
  std::vector<Sample> s;
  void add(long t, double v) { s.push_back(Sample{t, v}); }
};
static Series parse(const std::string &text) {
  Series r;
  const char *p = text.data(), *e = p + text.size();
  while (p < e) {
    char *q;
    long t = std::strtol(p, &q, 10);
    double v = std::strtod(q, &q);
    r.add(t, v);
    p = q + 1;
  }
  return r;
}
int main(int argc, char **argv) {
  std::ifstream in(argv[1], std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  Series s = parse(text);
  int win = argc > 2 ? std::atoi(argv[2]) : 100;
  std::deque<double> w;
  std::vector<double> avg;
  double sum = 0;
  for (auto &x : s.s) {
    w.push_back(x.v); sum += x.v;
    if ((int)w.size() > win) { sum -= w.front(); w.pop_front(); }
    avg.push_back(sum / w.size());
  }
  std::printf("%zu %g\n", avg.size(), avg.back());
}
