// Loops that go through a text letter by letter, to where one of some letters is: `while (p < end && *p != ',') ++p`.

#pragma once

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Graph.h"

namespace highwater::flow {

/// What such a loop does: it takes a pointer from where it is in a text to the end of a piece.
struct Scan {
  Location pointer;
  size::Subject piece;              ///< `token(text, separator)`
};

/// An edge that leaves a loop.
struct Exit { events::BlockId from, to; };

/// `head` and `back`: the states when an iteration begins and ends.
std::optional<Scan> scanOf(const Evaluator &evaluator, llvm::ArrayRef<Exit> exits, const State &head, const State &back);

/// The pointer is at a separator now.
void endScan(State &state, const Scan &scan);

} // namespace highwater::flow
