// Loops that read an input letter by letter, up to one of some: `while ((c = getc(f)) != EOF && isalnum(c)) word[n++] = c;`.

#pragma once

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Graph.h"
#include "analysis/flow/LoopClosure.h"
#include "analysis/flow/Splits.h"

namespace highwater::flow {

struct PieceRead {
  size::Subject letter, piece;      ///< `character(argv[1])`, `run(argv[1], 'a-z')`
  std::vector<Location> filled;     ///< where its letters are
  size::Expr count;                 ///< of iterations that another one follows
};

/// A loop with its guards, each in a block, and what it does to texts. `back`: the state when an iteration ends.
struct ReadingLoop {
  const Graph &graph;
  unsigned index;
  llvm::ArrayRef<Guard> guards;
  llvm::ArrayRef<events::BlockId> blocks;
  const LoopClosure &closure;
  const std::map<Location, Splits::Filled> &noted;
  const State &back;
};
std::optional<PieceRead> pieceRead(const Evaluator &evaluator, const ReadingLoop &loop);

/// The guards of such a loop: where a piece ends, instead of the input.
std::vector<Guard> upToItsEnd(std::vector<Guard> guards, const PieceRead &read);

/// What was filled is a piece, and what was asked of the last letter is asked of the piece.
void endPiece(State &state, const PieceRead &read);

} // namespace highwater::flow
