// What a program draws at random decides where its rows go: each path is weighted by its chance. Measured 2.1 and 1.7 MiB
// besides what the runtime sets aside.
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog 120000 | FileCheck %s
// RUN: %highwater estimate %s --flag=-std=c++20 -- prog 120000 0.03 | FileCheck %s --check-prefix=GIVEN
#include <cstdlib>
#include <list>
#include <random>

static bool isHeldOut(std::mt19937 &rng, double ratio) {
  std::uniform_real_distribution<double> unit(0, 1);
  return unit(rng) < ratio;
}

// CHECK: peak 2.1 MiB =
// GIVEN: peak 1.7 MiB =
int main(int argc, char **argv) {
  int count = std::atoi(argv[1]);
  double ratio = argc > 2 ? std::atof(argv[2]) : 0.15;
  std::mt19937 rng(7);
  std::bernoulli_distribution coin(0.125);
  std::uniform_int_distribution<int> die(1, 6);
  std::list<double> held, some, sixes, tenth;
  for (int i = 0; i < count; ++i) {
    if (isHeldOut(rng, ratio))
      held.push_back(i);
    if (coin(rng))
      some.push_back(i);
    if (die(rng) == 6)
      sixes.push_back(i);
    if (rand() % 100 < 10 || drand48() < 0.05)
      tenth.push_back(i);
  }
  return held.size() + some.size() + sixes.size() + tenth.size() == 0;
}
