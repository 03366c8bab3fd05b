// Updates that count up to a limit, however their parts are nested: max(n, min(n + 1, limit)).

#pragma once

#include "analysis/size/Expr.h"

namespace highwater::size {

/// From n, an update makes the largest of `floors` and of all `parts`. None of them mention n.
struct Counted {
  /// min(n + step, limits), on a path that holds only while each guard's number is at most its limit.
  struct Guard { Expr number, limit; };
  struct Part {
    Expr step;
    std::vector<Expr> limits;
    std::vector<Guard> guards;
  };
  std::vector<Part> parts;
  std::vector<Expr> floors;
};

/// How `update` counts on from `number`, if it does; a step may be more than it is, and limits may be missing.
std::optional<Counted> countedUp(const Expr &update, const Symbol &number);

/// What is added where guards hold only, over the iterations between two that they hold in, which `between` knows.
Expr spreadOut(const Expr &step, llvm::function_ref<std::optional<Expr>(const Counted::Guard &)> between);

/// With the numbers of a loop replaced by what they come to: where a guard's is among them, it has done its work and goes.
Expr solved(const Expr &expression, llvm::function_ref<std::optional<Expr>(const Symbol &)> replace);

/// The sum of the terms of an expression that do not depend on `number`.
Expr termsWithout(const Expr &expression, const Symbol &number);

/// A step that is an amount, which does not depend on `number`, over a count that does.
struct Shared {
  Expr amount, count;
};
std::optional<Shared> sharedOut(const Expr &step, const Symbol &number);
/// Likewise of (x - n)/count, where the count does not depend on `number`, which is n: x - n, and the count.
std::optional<Shared> sharedAlike(const Expr &step, const Symbol &number);

/// All that something in an expression is divided by.
std::set<Symbol> symbolsDividedBy(const Expr &expression);

/// 1 - share; 0.2 beside 0.8, whose difference from 1 is a little less.
Expr restOf(const Expr &share);

} // namespace highwater::size
