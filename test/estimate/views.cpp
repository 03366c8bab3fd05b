// Views of a range are as long as it is, or as what they count to; 1,000,000 numbers grow to 2^20.
// RUN: %highwater estimate %s --flag -std=c++20 --entry counted --assume n=1000000 | FileCheck %s --check-prefix=ALONE
// RUN: %highwater estimate %s --flag -std=c++20 --entry filtered --assume n=1000000 | FileCheck %s --check-prefix=BESIDE
// RUN: %highwater estimate %s --flag -std=c++20 --entry transformed --assume n=1000000 | FileCheck %s --check-prefix=BESIDE
// RUN: %highwater estimate %s --flag -std=c++20 --entry piped --assume n=1000000 | FileCheck %s --check-prefix=BESIDE
// ALONE: peak 12.0 MiB
// BESIDE: peak 19.6 MiB
// REQUIRES: libstdc++

#include <ranges>
#include <vector>

void counted(std::size_t n) {
  std::vector<double> out;
  for (std::size_t i : std::views::iota(std::size_t(0), n))
    out.push_back(i);
}

void filtered(std::size_t n) {
  std::vector<double> in(n), out;
  for (double value : in | std::views::filter([](double value) { return value > 0; }))
    out.push_back(value);
}

void transformed(std::size_t n) {
  std::vector<double> in(n), out;
  for (double value : in | std::views::transform([](double value) { return value + 1; }))
    out.push_back(value);
}

void piped(std::size_t n) {
  std::vector<double> in(n), out;
  for (double value : in | std::views::drop(1) | std::views::take(n))
    out.push_back(value);
}
