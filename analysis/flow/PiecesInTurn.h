// The pieces of a text that are taken one after the other, each up to a separator of its own: `strtok`, `strsep`.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

struct NextPiece {
  ValueRef after;       ///< of the pointer: how many it has taken then
  size::Subject record; ///< the first, the second, what is left; any of them where that is not known
};

/// The next piece of the text of `pointer`, whose state counts what was taken.
NextPiece nextPiece(const Value &pointer, const size::Subject &separator);

/// Whether pieces of a text end where lines do.
bool endsLines(const size::Subject &piece);

/// A pointer that went on by the length of a piece of its text, `p += strcspn(p, " ")`, is at the end of that piece.
ValueRef behindPiece(const ValueRef &pointer, const size::Subject &text, const Value &length);

/// `*p`, `p[i] != '\n'`: the pieces of a text that a pointer goes over.
size::Subject piecesBehind(const Evaluator &evaluator, const State &state, const events::Operand &condition);

} // namespace highwater::flow
