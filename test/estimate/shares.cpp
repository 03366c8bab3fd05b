// A helper that says which rows are held out, asked in a loop: its answer about the first row decides nothing.
// RUN: %highwater dump sizes %s -- -std=c++20 | FileCheck %s
#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

inline bool isHeldOut(std::size_t row) { return row % 5 == 0; }

// CHECK-LABEL: heldOut:
// CHECK: chunk(1.6*rows(source(*arg0)))
std::size_t heldOut(std::istream &in) {
  std::string line;
  std::size_t count = 0;
  for (std::size_t row = 0; std::getline(in, line); ++row)
    if (isHeldOut(row))
      ++count;
  std::vector<double> kept(count);
  return kept.size();
}
