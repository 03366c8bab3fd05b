// Loops that end at a letter: those that go through a text to where one of some is, `while (p < end && *p != ',') ++p`, and
// those that read lines to one that begins otherwise, `do fgets(line, n, in); while (*line == '#')`.

#pragma once

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Graph.h"

namespace highwater::flow {

/// `c == ','`, `'\n' != *p`: a comparison with a letter, and what is compared with it.
struct LetterComparison {
  char letter;
  bool equal;
  const events::Operand *with;
};
std::optional<LetterComparison> letterComparison(const events::Operand &condition);

/// What such a loop does: it takes a pointer from where it is in a text to the end of a piece.
struct Scan {
  Location pointer;
  size::Subject piece;              ///< `token(text, separator)`
};

/// An edge that leaves a loop.
struct Exit { events::BlockId from, to; };

/// What a loop does that passes lines by their first letter.
struct SkippedLines {
  Location handle, buffer;          ///< what reads them, and where the last one is
  size::Subject line, header;       ///< any line, and the one that the loop ends with
};

/// `head` and `back`: the states when an iteration begins and ends.
std::optional<Scan> scanOf(const Evaluator &evaluator, llvm::ArrayRef<Exit> exits, const State &head, const State &back);

/// `blocks`: those of the loop that are in no other one; `entry`: the state before it.
std::optional<SkippedLines> skippedLines(const Evaluator &evaluator, llvm::ArrayRef<events::BlockId> blocks,
                                         llvm::ArrayRef<Exit> exits, const State &entry, const State &back);

/// The line that was read last is the header now: an input has something behind its comments.
void endSkip(State &state, const SkippedLines &skipped);

/// The pointer is at a separator now.
void endScan(State &state, const Scan &scan);

} // namespace highwater::flow
