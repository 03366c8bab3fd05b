// What a callee makes of one text alone: `lower(word)` has no more different values than `word`.

#pragma once

#include "analysis/flow/CallSite.h"

namespace highwater::flow {

/// The one text that what a call computes can depend on; empty if there is none, or more than that.
size::Subject onlyTextOf(const Evaluator &evaluator, const State &state, const CallSite &site);

/// `value` with the texts and numbers in it that nothing is known of taken for computed from `text`.
ValueRef computedFrom(const Values &values, const ValueRef &value, const size::Subject &text);

} // namespace highwater::flow
