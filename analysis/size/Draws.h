// Folding a computation over the sampled values of the symbols that vary from record to record.

#pragma once

#include "analysis/size/Expr.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace highwater::size {

/// One varying symbol: where its value is put, and the values it takes.
struct Variable {
  unsigned slot = 0;
  llvm::ArrayRef<Draw> draws;       ///< merged, not empty
  std::optional<Range> mean;        ///< if known: its relative width is that of every draw
};

/// Sorted by value, each value once, only positive weights.
std::vector<Draw> merged(std::vector<Draw> draws);

/// The expectation of `compute`, which reads `slots`, over all combinations of independent draws. Beyond 4,096
/// combinations, over those of evenly spaced quantiles.
Range expectation(llvm::ArrayRef<Variable> variables, std::vector<Range> &slots, llvm::function_ref<Range()> compute);

/// The largest value of `compute`, likewise; the extremes of each symbol are always among the draws.
Range largest(llvm::ArrayRef<Variable> variables, std::vector<Range> &slots, llvm::function_ref<Range()> compute);

} // namespace highwater::size
