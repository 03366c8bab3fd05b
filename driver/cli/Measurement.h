// A run of a program with its allocations counted, and what is predicted beside what is measured.

#pragma once

#include "driver/cli/BoundEstimate.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace highwater::driver {

struct Measured {
  std::optional<double> heap, resident;
};

/// The path of a program as a shell finds it.
llvm::Expected<std::string> pathOf(llvm::StringRef program);

/// Runs the program with the standard input of this process, from its start; what it prints goes to stderr.
llvm::Expected<Measured> runMeasured(const CommandLine &line);

struct Comparison {
  std::optional<double> predicted, measured;

  /// predicted / measured - 1
  std::optional<double> difference() const;
};

Comparison heapComparison(const BoundEstimate &estimate, const Measured &measured);
Comparison residentComparison(const BoundEstimate &estimate, const Measured &measured);

llvm::json::Value comparisonJson(const Comparison &comparison);
/// `unknown` without a value.
std::string comparedBytes(std::optional<double> bytes);
/// `+1.2 %`; empty without a value
std::string differenceText(const Comparison &comparison);

} // namespace highwater::driver
