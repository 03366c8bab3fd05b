// What `c ? a : b` comes to, beside what `Evaluator` says of its arms.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// `cap ? 2 * cap : 16`: a number that is multiplied, and begins with so much. Nothing if `many` is no such number.
std::optional<size::Expr> multipliedFrom(const ValueRef &many, const size::Expr &start);

} // namespace highwater::flow
