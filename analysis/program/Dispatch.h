// Virtual calls on objects whose classes are known: where each was made.

#pragma once

#include "analysis/flow/CallSite.h"
#include "analysis/program/Linkage.h"

namespace highwater::program {

/// Those of `overriders` that an object of one of the classes that `object` is known to be of can reach; all, if its class
/// is its caller's to know.
std::vector<FunctionReference> reachedBy(const flow::ValueRef &object, std::vector<FunctionReference> overriders,
                                         const Linkage &linkage);

/// The object that a reference to a base of it refers to.
flow::Resolved wholeObject(const flow::Resolved &base, const flow::State &state);

} // namespace highwater::program
