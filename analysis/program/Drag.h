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
  FunctionReference holder;         ///< whose owner it is, and whose peak counts
  flow::OwnerId owner = 0;
  FunctionReference user;           ///< where it is used last: the holder, or what the holder passes it to
  flow::OwnerId used = 0;           ///< the owner as that function knows it
  std::string name;                 ///< `raw`, `table.cells`
  bool outside = false;             ///< part of what the holder got from its callers, who are done with it
  flow::Site declared;              ///< of the owner's variable; of a member: of the function
  size::Expr size;                  ///< of the object at the peak
  size::Expr peakBefore, peakAfter; ///< of the holder, with and without the release
  size::Expr from, to;              ///< of those the candidates to speak of
  flow::Site peakSite;
  std::vector<flow::Site> peakPath;
  unsigned peakStatement = events::none;
  events::Location lastUse;         ///< in `user`
  unsigned lastStatement = events::none; ///< the statement with the last use
  std::optional<events::Location> handover; ///< where its name stands that may be moved from, instead of a release
  events::Location released;        ///< where it is released now, in the holder; invalid if it never is
  std::optional<unsigned> lateRelease; ///< statement of an explicit but late release (free, reset, delete)
  unsigned releases = 0;            ///< how many explicit ones there are
};

/// What to do about it.
inline Release releaseOf(const Drag &drag) { return {drag.user, drag.used, drag.handover.has_value()}; }

/// Owners of one function that drag, in order of declaration. Empty when anything that matters is unknown.
std::vector<Drag> dragOf(Analysis &analysis, FunctionReference function, const DragThresholds &thresholds);

/// The peak of a summary: the largest of its candidates, on top of what was passed by value.
size::Expr peakOf(const summary::Summary &summary, const size::Expr &passed = 0);

} // namespace highwater::program
