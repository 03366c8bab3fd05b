// The functions of size expressions on numbers and on ranges.

#pragma once

#include "analysis/size/Expr.h"

namespace highwater::size {

/// The function on numbers. Total: every finite input gives a finite value.
double call(Function function, llvm::ArrayRef<double> arguments);

/// Encloses the function's values over the ranges; exact where it is monotone.
Range call(Function function, llvm::ArrayRef<Range> arguments);

/// Range arithmetic. Ranges are taken to be independent.
Range sum(const Range &left, const Range &right, double scale);
Range product(const Range &left, const Range &right);
/// value^power; a factor that is 0 under a negative power counts as 1, as in Div.
Range power(const Range &value, int power);

} // namespace highwater::size
