// Loops that go through a text letter by letter, to its end: how often they run, and how often a letter is such a one.

#pragma once

#include "analysis/flow/Scans.h"

namespace highwater::flow {

/// `for (; *p; ++p)`, `for (i = 0; line[i] != 0; ++i)`: a loop that only the end of the text ends. `entry`: the state before
/// it; `head` and `back`: those when an iteration begins and ends.
std::optional<LetterWalk> walkToEnd(const Evaluator &evaluator, llvm::ArrayRef<Exit> exits, const State &entry,
                                    const State &head, const State &back);

/// How far a letter is behind where its text is held.
size::Expr indexOf(const Evaluator &evaluator, const State &state, const events::Place &letter);

/// The text whose letters a loop goes through that runs so often, or once more for the end; empty if there is none.
size::Subject textOfLength(const size::Expr &trips);

/// The text of one letter by its code, also if only a caller knows it; empty if nobody does.
size::Subject letterOf(const size::Expr &code);

/// How often `c == ','` holds of the letters of a text; nothing if that is no such test.
std::optional<size::Expr> shareOfLetter(const Evaluator &evaluator, const State &state, const events::Operand &condition,
                                        const LetterWalk &walk);

} // namespace highwater::flow
