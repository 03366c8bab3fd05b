// Fisher and Yates, driven by a generator whose output the standard fixes.

#include "common/Shuffle.h"

#include <cstddef>
#include <random>
#include <utility>

void shuffle(std::vector<double> &values, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (std::size_t left = values.size(); left > 1; --left)
    std::swap(values[left - 1], values[random() % left]);
}
