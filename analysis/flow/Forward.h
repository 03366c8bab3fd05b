// Whether positions in a sequence only ever move towards its end within a loop.

#pragma once

#include "analysis/flow/Touches.h"

namespace highwater::flow {

class Forward {
public:
  Forward(const events::Function &function, const Graph &graph, CallModels &models, const Touches &touches, unsigned loop)
      : function(function), graph(graph), models(models), touches(touches), loop(loop) {}

  /// Whether the variable moves in the loop, and only forward.
  bool advances(events::VarId variable);

private:
  bool onlyForward(events::VarId variable);
  bool follows(events::VarId variable, events::VarId other) const;
  bool keepsForward(const events::Event &event, events::VarId variable);
  bool isEnd(events::VarId variable);
  bool isForward(const events::Operand &operand);
  bool isForwardResult(const events::Event &call);
  bool inLoop(events::BlockId block) const { return loop == events::none || graph.contains(loop, block); }

  const events::Function &function;
  const Graph &graph;
  CallModels &models;
  const Touches &touches;
  unsigned loop;
  std::map<events::VarId, bool> judged; ///< a variable is taken to be forward while it is looked at
  std::set<events::VarId> moved, movesItself;
  std::map<events::VarId, std::set<events::VarId>> sources; ///< what else a variable is set from
};

} // namespace highwater::flow
