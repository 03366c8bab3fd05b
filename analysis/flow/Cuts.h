// Where texts are cut: at the first separator, at the next one behind it. `between(line, found(' ', begin), end)` is what
// stands there; pieces from one separator to the next are columns of the tokens, like those of any other way to split.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// The text before the first `separator` of `whole`, or before the next one behind `start`, which is where another was found
/// in the same `loop`. Empty if that is not known: a position that an iteration hands to the next may be any.
size::Subject upTo(const size::Subject &whole, const size::Subject &separator, const std::optional<size::Expr> &start,
                   unsigned loop);

/// Likewise before the last one.
size::Subject upToLast(const size::Subject &whole, const size::Subject &separator, unsigned loop);

/// What is cut out of `whole`, `count` characters or all of them; empty if it begins or ends at no known separator.
size::Subject cutOut(const size::Subject &whole, const size::Expr &from, const std::optional<size::Expr> &count,
                     unsigned loop);

} // namespace highwater::flow
