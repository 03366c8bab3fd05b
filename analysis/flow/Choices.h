// One of several places, and how often it is which: `Data &to = i < cut ? train : test;`, `(held ? test : train).push_back(x)`.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// The places that either of two pointers leads to. `share`: how often it is the first pointer, if that is known; then each
/// place says how often it is the one.
std::vector<Location> eitherOfPlaces(const Value &first, const Value &second, const std::optional<size::Expr> &share);

/// Whether a pointer leads to several places, and it is known how often to which.
bool isChoice(const Value &pointer);

} // namespace highwater::flow
