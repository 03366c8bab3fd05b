// Backward bit vectors; a destructor is no use, unless it does more than to give back memory.

#include "analysis/flow/Liveness.h"

#include "analysis/flow/Mentions.h"
#include "analysis/flow/Solver.h"

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::VarId;

Liveness::Liveness(const events::Unit &unit, const events::Function &function, const Graph &graph,
                   const Borrows &borrows, PointerTypes &types, EndingOf ending)
    : function(function), borrows(borrows), ending(std::move(ending)), noticed(function.body.variables.size()) {
  for (VarId variable = 0; variable < function.body.variables.size(); ++variable)
    if (types.effectful({&unit, function.body.variables[variable].type}))
      noticed.set(variable);
  struct Problem {
    using State = llvm::BitVector;
    State bottom() const { return State(self.function.body.variables.size()); }
    State join(State a, const State &b) const { return a |= b, a; }
    State transfer(State live, BlockId block) const {
      const events::Block &code = self.function.body.blocks[block];
      self.stepBack(live, code.terminator);
      for (const Event &event : llvm::reverse(code.events))
        self.stepBack(live, event);
      return live;
    }
    const Liveness &self;
  };
  std::vector<llvm::BitVector> out = solveBackward(function.body, graph, Problem{*this});
  after.resize(out.size());
  for (BlockId block = 0; block < out.size(); ++block) {
    const events::Block &code = function.body.blocks[block];
    llvm::BitVector live = out[block];
    stepBack(live, code.terminator);
    auto &points = after[block];
    points.assign(code.events.size() + 1, {});
    points.back() = live;
    for (unsigned index = code.events.size(); index-- > 0;) {
      stepBack(live, code.events[index]);
      points[index] = live;
    }
  }
}

llvm::BitVector Liveness::usedBy(const Event &event, const llvm::BitVector &live) const {
  llvm::BitVector used(function.body.variables.size());
  if (event.kind == Event::End && noticed.test(event.place.root))
    return borrows.reach(event.place.root); // a lock is given back, a thread joined
  forEachVariable(event, [&](VarId variable) {
    Ending how = ending(event, variable);
    if (how == Ending::No || (how == Ending::Empties && live.test(variable)))
      used |= borrows.reach(variable);
  });
  return used;
}

bool Liveness::uses(const Event &event, VarId variable) const {
  return usedBy(event, llvm::BitVector(function.body.variables.size())).test(variable);
}

void Liveness::stepBack(llvm::BitVector &live, const Event &event) const {
  if (event.kind == Event::Declare && event.place.path.empty())
    live.reset(event.place.root);
  else
    live |= usedBy(event, live);
}

void Liveness::stepBack(llvm::BitVector &live, const events::Terminator &terminator) const {
  forEachVariable(terminator, [&](VarId variable) { live |= borrows.reach(variable); });
}

bool Liveness::liveAfter(VarId variable, BlockId block, unsigned event) const {
  return after[block][event == events::none ? 0 : event + 1].test(variable);
}

} // namespace highwater::flow
