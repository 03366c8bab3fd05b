// Updates that count up to a limit, however their parts are nested: max(n, min(n + 1, limit)).

#pragma once

#include "analysis/size/Expr.h"

namespace highwater::size {

/// From n, an update makes max(floors, min(n + step, limits)); without limits n + step. None of them mention n.
struct Counted {
  Expr step;
  std::vector<Expr> limits, floors;
};

/// How `update` counts on from `number`, if it does; `step` may be more than it is, and limits may be missing.
std::optional<Counted> countedUp(const Expr &update, const Symbol &number);

/// A step that is an amount, which does not depend on `number`, over a count that does.
struct Shared {
  Expr amount, count;
};
std::optional<Shared> sharedOut(const Expr &step, const Symbol &number);

/// 1 - share; 0.2 beside 0.8, whose difference from 1 is a little less.
Expr restOf(const Expr &share);

} // namespace highwater::size
