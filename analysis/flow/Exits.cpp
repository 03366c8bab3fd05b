// How a loop is left: by which test, on the way or at its end, and what was found there.

#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Searches.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;
using events::Terminator;
using size::Subject;

/// `while (in.read(buffer, n) || in.gcount())`: both tests are of one record, the second is made where the first fails.
BlockId Interpreter::firstTestOf(const Arrival &exit) const {
  const std::vector<BlockId> &before = graph.predecessors[exit.from];
  if (exit.guard->kind != Guard::Record || before.size() != 1 || graph.loopOf(before[0]) != graph.loopOf(exit.from))
    return exit.from;
  const Terminator &test = function.body.blocks[before[0]].terminator;
  bool same = test.kind == Terminator::Branch &&
              values.expand(evaluator.evaluate(exit.state, test.condition))->record == exit.guard->record;
  return same ? before[0] : exit.from;
}

/// The text that is equal to another one where an exit leaves, if what leads there asks for that: `!strncmp(key, word, n) &&
/// key[n] == 0`.
std::optional<Subject> Interpreter::textFoundAt(const Arrival &exit) const {
  BlockId from = exit.from, to = exit.to;
  for (unsigned steps = 0; steps < 3 && from != none; ++steps) {
    const Terminator &branch = function.body.blocks[from].terminator;
    auto tested = branch.kind == Terminator::Branch ? textTest(evaluator, exit.state, branch.condition) : std::nullopt;
    if (tested)
      return branch.successors[tested->equal] == to ? std::optional(tested->text) : std::nullopt;
    to = from;
    from = graph.predecessors[from].size() == 1 ? graph.predecessors[from][0] : none;
  }
  return std::nullopt;
}

/// Behind a search for a text that finds it in a share of all cases, `hit`.
void Interpreter::endSearch(State &state, unsigned loop, bool found, const size::Expr &hit) const {
  for (BlockId block : graph.loops[loop].blocks)
    for (BlockId to : function.body.blocks[block].terminator.successors)
      if (const Terminator &last = function.body.blocks[block].terminator; to != none && !graph.contains(loop, to) && endsVacant(last, to))
        noteVacant(evaluator, state, last.condition, found);
  state.shares.push_back({graph.loops[loop].header, found, found ? hit : size::restOf(hit)});
}

/// Whether every iteration comes by this test of whether it is the last.
bool Interpreter::endsEach(const Arrival &exit, unsigned loop) const {
  if (!exit.guard || graph.loopOf(exit.from) != loop)
    return false;
  BlockId first = firstTestOf(exit);
  return llvm::all_of(graph.loops[loop].latches, [&](BlockId latch) { return graph.dominates(first, latch); });
}

/// Whether it is the share of the branch that leads out which is known.
bool Interpreter::leavesBySample(const State &entry, const Arrival &exit) const {
  if (exit.state.shares.size() <= entry.shares.size())
    return false;
  BlockId block = exit.from;
  while (function.body.blocks[block].terminator.kind != Terminator::Branch && graph.predecessors[block].size() == 1)
    block = graph.predecessors[block][0];
  return exit.state.shares.back().branch == block;
}

} // namespace highwater::flow
