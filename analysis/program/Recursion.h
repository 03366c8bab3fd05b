// What all calls of a recursive function do, from what the first rounds of composing it did: each makes as many calls more as
// the one before made, times a factor; how many there are in all is up to a number that each call passes on smaller.

#pragma once

#include "analysis/summary/Summary.h"

#include <map>

namespace highwater::program {

/// What a function passes to itself: by call, its arguments in terms of its own.
using OwnCalls = std::map<unsigned, std::vector<size::Expr>>;

/// A number that a function shares out among the calls of itself, and what that says of them.
struct Shrinking {
  size::Expr calls;                 ///< how many there are in all
  size::Expr depth;                 ///< how many of them are in each other
  bool upper = false;               ///< there may be fewer
  bool whole = false;               ///< each call takes one away
};
std::optional<Shrinking> shrinkingOf(const OwnCalls &calls);

/// Whether two rounds came to the same.
bool isSame(const summary::Summary &a, const summary::Summary &b, const flow::Values &values);

/// The summary that goes on as the last three rounds did; nothing if they have no common pattern.
std::optional<summary::Summary> goneOn(llvm::ArrayRef<summary::Summary> rounds, const std::optional<Shrinking> &shrinking,
                                       const flow::Values &values);

} // namespace highwater::program
