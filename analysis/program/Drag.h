// Owners that hold memory at a peak behind their last use, and what releasing them there would leave.

#pragma once

#include "analysis/program/Analysis.h"

namespace highwater::program {

/// How large an object and a saving must be; bytes and a share of the function's peak (0..1).
struct DragThresholds {
  double largeObjectBytes = 1 << 20;
  double minSavingBytes = 1 << 20;
  double minSavingShare = 0.05;
};

struct Drag {
  events::VarId variable = 0;
  size::Expr size;                  ///< of the object at the peak
  size::Expr peakBefore, peakAfter; ///< of the enclosing function, with and without the release
  flow::Site peakSite;
  std::vector<flow::Site> peakPath;
  unsigned peakStatement = events::none;
  events::Location lastUse;
  unsigned lastStatement = events::none; ///< the statement with the last use
  events::Location released;        ///< where it is released now; invalid if it never is
  std::optional<unsigned> lateRelease; ///< statement of an explicit but late release (free, reset, delete)
  unsigned releases = 0;            ///< how many explicit ones there are
};

/// Locals of one function that drag, in order of declaration. Empty when anything that matters is unknown.
std::vector<Drag> dragOf(Analysis &analysis, FunctionReference function, const DragThresholds &thresholds);

/// The peak of a summary: the largest of its candidates.
size::Expr peakOf(const summary::Summary &summary);

} // namespace highwater::program
