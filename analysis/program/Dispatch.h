// Virtual calls: which classes an object may be of, and what each of them defines.

#pragma once

#include "analysis/flow/CallSite.h"
#include "analysis/flow/Peak.h"
#include "analysis/program/Linkage.h"

namespace highwater::program {

/// What a virtual call runs if its object is of one class.
struct Reached {
  FunctionReference function;
  std::string alternative;          ///< the object among several; empty if it is no part of one
};

/// What a call on `object` runs: what the classes define that it was made of, or if it is the caller's, all that derive from
/// what it is known as. Makes several classes of the latter, in `state`.
std::vector<Reached> reachedBy(const flow::Resolved &object, std::vector<FunctionReference> overriders, const Linkage &linkage,
                               flow::State &state);

/// The object, if it is the one that this function is for.
flow::Resolved objectOf(const flow::Resolved &object, const Reached &reached, const flow::State &state);

/// What only happens if the caller's object is of that class, in its peaks.
void onlyIfReached(const flow::Resolved &object, const Reached &reached, const flow::State &state, std::vector<flow::Peak> &peaks);

/// `before`, with what each of the functions did: `branches` as they left it, in the order of `reached`.
flow::State joined(const flow::Resolved &object, llvm::ArrayRef<Reached> reached, std::vector<flow::State> branches,
                   const flow::State &before);

} // namespace highwater::program
