// The thresholds, each on the same two functions. Options of clang-tidy win over the project's file.
// RUN: %check_highwater %s late-release -check-suffixes=DEFAULT
// RUN: %check_highwater %s late-release -check-suffixes=ALL -config='{CheckOptions: {highwater-late-release.LargeObjectBytes: 1000, highwater-late-release.MinSavingBytes: 1000}}'
// RUN: %check_highwater %s late-release -check-suffixes=SAVING -config='{CheckOptions: {highwater-late-release.MinSavingBytes: 100000000}}'
// RUN: %check_highwater %s late-release -check-suffixes=SHARE -config='{CheckOptions: {highwater-late-release.MinSavingShare: 0.01}}'
// RUN: %check_highwater %s late-release -check-suffixes=HALF -config='{CheckOptions: {highwater-late-release.MinSavingShare: 0.9}}'
#include "Inputs/std.h"

double sum(const std::vector<double> &values);
double first(const std::vector<char> &values);

// 8 MiB of 16 MiB.
double half() {
  std::vector<double> raw(1 << 20);
  //
  //
  //
  double level = sum(raw);
  std::vector<double> cooked(1 << 20);
  return level + sum(cooked);
}

// 64 KiB of 128 KiB.
double small() {
  std::vector<char> raw(1 << 16);
  //
  double level = first(raw);
  std::vector<char> cooked(1 << 16);
  return level + first(cooked);
}

// 2 MiB of 102 MiB.
double share() {
  std::vector<char> raw(2 << 20);
  //
  double level = first(raw);
  std::vector<char> cooked(100 << 20);
  return level + first(cooked);
}

// 200 MiB of 400 MiB.
double large() {
  std::vector<char> raw(200 << 20);
  //
  //
  //
  //
  double level = first(raw);
  std::vector<char> cooked(200 << 20);
  return level + first(cooked);
}

// 200 MiB of 351 MiB.
double moreThanHalf() {
  std::vector<char> raw(200 << 20);
  //
  //
  //
  //
  double level = first(raw);
  std::vector<char> cooked(1 << 20);
  std::vector<char> more(150 << 20);
  return level + first(cooked) + first(more);
}
