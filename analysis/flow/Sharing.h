// Handles whose copies lead to the same memory, such as std::shared_ptr and pointers: a copy that goes into a container takes
// over what a variable owns that ends before.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// Whether a value, or a part of it, is the handle in which something shared counts.
bool ownsShared(const Values &values, const ValueRef &value);
/// A copy in which what the original shares counts.
ValueRef withShared(const Values &values, const ValueRef &copy, const ValueRef &original);
/// What an original is whose copy at `owner` took over what it shares.
ValueRef aliasOf(const Values &values, const ValueRef &original, const Location &owner);

} // namespace highwater::flow
