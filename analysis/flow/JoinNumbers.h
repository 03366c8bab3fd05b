// Numbers where paths meet.

#pragma once

#include "analysis/flow/State.h"

namespace highwater::flow {

/// 1 - share; of a condition that is sampled, the share of its opposite.
size::Expr oppositeOf(const size::Expr &share);
/// How often what took these branches is there, of what took the first `common` of them.
size::Expr shareBehind(const State::Shares &taken, std::size_t common);
/// Whether a share is 1, also if it is added up from those of conditions and of their opposites.
bool isAlways(const size::Expr &share);
/// `share`: how often `a` is what there is, 0 to 1; without, the larger one.
size::Expr joinNumbers(const size::Expr &a, const size::Expr &b, const std::optional<size::Expr> &share);
/// Of a block that only one side made of a caller's, where it is known how often that is: the block with as much of what was
/// put there.
std::optional<ValueRef> addedOnOneSide(const Values &values, const Value &a, const Value &b,
                                       const std::optional<size::Expr> &share);

} // namespace highwater::flow
