// Who owns a block once a pointer to it was copied.

#pragma once

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Graph.h"

namespace highwater::flow {

/// A pointer that owns and leaves its local variable for a place that lives on takes the ownership along.
bool handsOver(const Evaluator &evaluator, const events::Operand &from, const std::vector<Location> &to);

/// An assignment in a loop.
struct SetInLoop {
  const events::Event &event;
  events::BlockId block;
  const Loop &loop;
};
/// `if (!head) head = tail = node; else tail = tail->next = node;`: the variable that stays has the nodes, not the one that the loop
/// moves on.
bool beginsList(const Evaluator &evaluator, const State &state, const SetInLoop &set, const std::vector<Location> &to);

/// What the arms of `c ? p + 1 : p` lead to, if variables go on owning it.
std::vector<Location> namedByArms(const Evaluator &evaluator, const State &state, const events::Operand &select);

} // namespace highwater::flow
