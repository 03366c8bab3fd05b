// What comparing expressions knows of single atoms, and the comparison of many operands with each other.

#pragma once

#include "analysis/size/Node.h"

#include <array>

namespace highwater::size {

/// Expressions that are each at most `atom`.
llvm::SmallVector<Expr, 4> lowerBounds(const Expr &atom);
/// Expressions that are each at least `atom`.
llvm::SmallVector<Expr, 4> upperBounds(const Expr &atom);
/// Expressions of which one is always equal to `atom`: of max and pos, or else of min.
llvm::SmallVector<Expr, 4> cases(const Expr &atom, bool isMax);

/// An expression and, once they are asked for, its values at some fixed points. Most pairs can't be compared, and an
/// example shows it sooner than a search that fails.
struct Candidate {
  Expr expression;
  std::optional<std::array<double, 2>> values = std::nullopt;
};

/// Expr::isAtMost for comparisons that share an allowance, from which the steps taken are subtracted.
bool isAtMost(Candidate &left, Candidate &right, int &steps);

} // namespace highwater::size
