// Inputs that are held whole at a peak although one pass consumes them, and what reading them in pieces would leave.

#pragma once

#include "analysis/program/Drag.h"

namespace highwater::program {

struct Unchunked {
  flow::Streamable object;
  std::string member;               ///< of the object: all this is about; empty: the object itself
  size::Expr size;                  ///< of the object at the peak
  size::Expr peakBefore, peakAfter; ///< of the enclosing function
};

/// Locals of one function that are filled from an input and consumed in one pass. Empty when anything that matters is
/// unknown.
std::vector<Unchunked> unchunkedReadsOf(Analysis &analysis, FunctionReference function, const DragThresholds &thresholds);

} // namespace highwater::program
