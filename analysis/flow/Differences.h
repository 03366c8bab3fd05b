// The numbers in which two states differ.

#pragma once

#include "analysis/flow/State.h"

namespace highwater::flow {

/// Walks over what two states have in one place, and changes numbers of the first.
struct Walk {
  const Values &values;
  /// `added`: of blocks that were added to those of the caller.
  std::function<size::Expr(const size::Expr &mine, const size::Expr &theirs, bool added)> change;

  ValueRef visit(const ValueRef &kept, const ValueRef &other) const;
};

/// Where two states may differ.
std::vector<Location> placesOf(const State &kept, const State &other);

} // namespace highwater::flow
