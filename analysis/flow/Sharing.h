// Handles whose copies lead to the same memory, such as std::shared_ptr and pointers: a copy that goes into a container takes
// over what a variable owns that ends before.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// Whether a value, or a part of it, is the handle in which something shared counts.
bool ownsShared(const Values &values, const ValueRef &value);
/// Whether what counts at a place is to count where it is copied to: the variable ends soon, or it is a parameter, whose caller has
/// one more handle to the same.
bool handsOn(const Evaluator &evaluator, const Location &place, const ValueRef &value);
/// A copy in which what the original shares counts.
ValueRef withShared(const Values &values, const ValueRef &copy, const ValueRef &original);
/// What an original is whose copy at `owner` took over what it shares.
ValueRef aliasOf(const Values &values, const ValueRef &original, const Location &owner);

/// What a variable held is at `to` now: what led into its memory leads there.
void moveAlong(State &state, const Location &from, const Location &to);

} // namespace highwater::flow
