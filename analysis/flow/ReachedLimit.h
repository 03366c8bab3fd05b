// Buffers that grow where a count has reached their capacity: `if (n == cap) { cap *= 2; p = realloc(p, cap); }`.

#pragma once

#include "analysis/flow/State.h"

namespace highwater::flow {

/// The comparison that holds if `test` holds with its sides in the order in which it says that something is not below
/// `limit`: the number that it then is at least. Nothing if it does not say that.
std::optional<size::Expr> neededAt(const Comparison &test, const size::Expr &limit);

/// Two sides of a test meet. If `grown` changed a number that the test found too small, by a factor or a step, both have it
/// as what growing to the needed number leaves: as is, where it was large enough.
bool settleGrowth(State &grown, State &kept, const Comparison &test);

/// The number that the last test on the way here found too small and that `size` depends on, and what is needed; nothing
/// if it grows by steps.
std::optional<std::pair<size::Expr, size::Expr>> outgrown(const State &state, const size::Expr &size);

} // namespace highwater::flow
