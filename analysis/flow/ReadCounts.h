// How many records loops and callees read: of words the most, of lines also the least that a path reads, kept negative so
// that both are the larger where paths meet.

#pragma once

#include "analysis/flow/LoopClosure.h"

namespace highwater::flow {

/// `while (in >> a >> b)`: two words an iteration. With the rest of the line read as well, a line is what one takes. Of
/// lines it is as many as each iteration reads at least.
void countReads(Guard &guard, const State &head, const State &back);

/// What is read at least where two paths meet, each kept negative: where nothing is left to read, nobody asks.
size::Expr fewerRead(const size::Expr &a, const size::Expr &b);

/// Where there was no record to read any more, it does not matter how many were.
void endReads(State &state, const size::Subject &record);

/// Where a loop is left after `trips` whole iterations: each of them read what one reads at least.
void readByAll(State &state, const LoopClosure &closure, const size::Expr &trips);

/// Where a loop may be left at any time, that is after the first iteration at least. What it counts down, which `counts` holds
/// of, may be as much as before.
void leaveEarly(State &state, const LoopClosure &closure, llvm::function_ref<bool(const Leaf &)> counts);

} // namespace highwater::flow
