// A shuffle that is the same on every platform: the order std::shuffle gives is the library's
// choice.

#pragma once

#include <cstdint>
#include <vector>

void shuffle(std::vector<double> &values, std::uint64_t seed);
