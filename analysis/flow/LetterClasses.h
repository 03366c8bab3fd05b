// Which letters make a piece of a text that a loop splits letter by letter: `if (isalpha(c)) word += tolower(c); else flush();`.

#pragma once

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Graph.h"
#include "analysis/flow/Splits.h"

namespace highwater::flow {

/// What the loop, which goes through `whole`, splits it into, from which letters lead to where a text is `filled` or emptied:
/// `word(whole)`, `token(whole, any('.,'))`, `run(whole, 'a-z')`, each `folded(…)` if the case of letters goes away. Nothing if the
/// letters do not decide, or one alone separates.
std::optional<size::Subject> piecesByLetters(const Evaluator &evaluator, const Graph &graph, unsigned loop, const Splits::Filled &where,
                                             const size::Subject &whole);

/// The letters that a loop goes on with, and the blocks where what it does with them is decided.
struct PieceUpTo {
  size::Subject subject;
  std::set<events::BlockId> keeps;  ///< those that such letters come by
};

/// What a loop reads of `whole` that takes a letter at a time into `letter`, up to one that leads out of it. Nothing if the letters
/// do not decide.
std::optional<PieceUpTo> pieceUpTo(const Evaluator &evaluator, const Graph &graph, unsigned loop, const events::Place &letter,
                                   const size::Subject &whole);

} // namespace highwater::flow
