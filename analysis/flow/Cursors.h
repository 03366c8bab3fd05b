// Cursors: numbers that each iteration moves behind the next separator of a text.

#pragma once

#include "analysis/flow/LoopClosure.h"

namespace highwater::flow {

/// A guard that tests such a number, `pos < text.size()`, as one of the pieces that it moves over; nothing if it tests none.
std::optional<Guard> overPieces(const Guard &guard, const State &head, const State &back);

} // namespace highwater::flow
