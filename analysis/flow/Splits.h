// Texts that a loop over letters fills one by one, and empties where a piece ends: `if (c == ',') { take(word); word.clear(); }
// else word += c;`, or `{ take(word, n); n = 0; } else word[n++] = c;`. That is a way to split what the loop goes through: a piece is as long as its pieces are, and there are as
// many as it has.

#pragma once

#include "analysis/flow/LoopClosure.h"

#include <map>
#include <set>

namespace highwater::flow {

struct Splits {
  /// What one loop does to a text, or to a number that counts `letters`.
  struct Filled {
    std::set<events::BlockId> filled, emptied;
    std::set<Location> letters;
    bool often = false; ///< whether it is known how often it is emptied
  };
  std::map<unsigned, std::map<Location, Filled>> noted; ///< by loop

  /// A text that holds a piece at a time, or the number of its letters.
  struct Piece {
    Location text;
    size::Subject piece;            ///< `word(argv[1])`
    size::Expr share;               ///< of the loop's iterations that end one
    Filled where;
    std::set<std::pair<events::BlockId, events::BlockId>> ends; ///< edges to where it is emptied
  };
  std::map<unsigned, Piece> found;  ///< by loop

  std::map<unsigned, std::map<Location, Filled>> collected; ///< by loop: containers that get elements, and lose them
  std::map<unsigned, std::set<Location>> batches;           ///< by loop: of these, what is given away where it is emptied

  /// Comparisons of numbers, as they were met last, and how often they hold in a loop that counts with one of them.
  struct Counted { std::optional<size::Expr> share; unsigned times = 0; };
  std::map<events::BlockId, Guard> tests;
  std::map<events::BlockId, Counted> counted;

  /// Branches of which nothing tells how often they are taken.
  std::set<events::BlockId> undecided;

  /// Loops whose first iterations are run apart: how many, and by block, the side that all others take.
  struct Behind { unsigned iterations = 0; std::map<events::BlockId, unsigned> sides; };
  std::map<unsigned, Behind> behindFirst;

  /// What loops find that move on in a text with loops of their own: `while (i < n) { while (isspace(s[i])) ++i; …}`.
  std::map<unsigned, size::Subject> scans; ///< by loop
};

} // namespace highwater::flow
