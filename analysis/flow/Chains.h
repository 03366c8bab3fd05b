// Chains of nodes that a function finds in one table of its caller's and puts into another one.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// A pointer to the nodes of such a chain, in whatever order, is what the caller's table had: new nodes there are more of them.
ValueRef asChain(const ValueRef &pointer);

/// A pointer that owns nothing, put in one of many places or in one of several: what `before` stands for goes on being owned there,
/// `*link = node->next`.
ValueRef besideOthers(const ValueRef &before, const ValueRef &pointer);

} // namespace highwater::flow
