// What a local pointer owned is the caller's, by whatever way the result came to lead there.

#include "analysis/flow/Returned.h"

#include "analysis/flow/Blocks.h"

namespace highwater::flow {

/// The local pointer whose block this is.
static std::optional<Location> localOf(const Evaluator &evaluator, const Location &block) {
  Location owner{block.root, {}, block.rootType};
  bool own = block.root.variable != events::none && block == contentOf(owner) &&
             evaluator.function.body.variables[block.root.variable].storage == events::Variable::Local;
  return own ? std::optional(owner) : std::nullopt;
}

void takeOverReturned(const Evaluator &evaluator, State &state, const Location &result) {
  ValueRef pointer = evaluator.values.expand(state.load(result));
  if (pointer->kind != Value::Pointer || pointer->parts.count("target"))
    return;
  for (const Location &target : pointer->targets)
    if (std::optional<Location> local = localOf(evaluator, target); local && state.load(*local)->parts.count("target"))
      return handBlocks(state, *local, result);
}

} // namespace highwater::flow
