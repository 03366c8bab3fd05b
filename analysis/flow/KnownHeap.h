// The least that a value holds, where something in it is not known.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// Whether nothing of this type ever owns memory, so that it need not be known: numbers, iterators and other views.
bool ownsNothing(const Values &values, TypeRef type);

/// Bytes of heap of what is known of a value; a container whose size is unknown is empty. Never unknown.
size::Expr knownHeap(const Values &values, const ValueRef &value);

} // namespace highwater::flow
