// Variables that live on own what is assigned to them; those of an iteration, and those that only move on, do not.

#include "analysis/flow/HandsOver.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using events::Variable;

/// Whether a block's scope lies within another's.
static bool isWithin(const events::Body &body, unsigned inner, unsigned outer) {
  while (inner != none && inner < body.scopes.size() && inner != outer)
    inner = body.scopes[inner].parent;
  return inner == outer && inner != none;
}

/// A variable, or a member of it in place.
static bool isMember(const events::Place &place) {
  return llvm::all_of(place.path, [](const events::Projection &step) { return step.kind == events::Projection::Field; });
}

bool handsOver(const Evaluator &evaluator, const Operand &from, const std::vector<Location> &to) {
  if (from.kind != Operand::Read || from.place.root == none || !isMember(from.place))
    return from.kind == Operand::Cast && handsOver(evaluator, from.operands[0], to);
  const Variable &source = evaluator.function.body.variables[from.place.root];
  if (!from.place.path.empty() && source.storage != Variable::Local)
    return false;
  if (source.storage == Variable::Temporary)
    return true;
  if (source.storage == Variable::Parameter) // of the function's own, set to what it made itself
    return llvm::all_of(to, [&](const Location &place) {
      return place.root.variable != none && evaluator.function.body.variables[place.root.variable].storage == Variable::Result;
    });
  return source.storage == Variable::Local && llvm::all_of(to, [&](const Location &place) {
           if (!place.path.empty() || !place.root.external.empty())
             return true;
           const Variable &target = evaluator.function.body.variables[place.root.variable];
           bool outlives = target.storage == Variable::Local && target.scope != source.scope &&
                           isWithin(evaluator.function.body, source.scope, target.scope);
           return target.storage == Variable::Result || outlives;
         });
}

bool beginsList(const Evaluator &evaluator, const State &state, const SetInLoop &set, const std::vector<Location> &to) {
  const Operand &from = withoutCasts(set.event.value);
  bool variables = to.size() == 1 && to[0].path.empty() && to[0].root.variable != none && from.kind == Operand::Read &&
                   from.place.path.empty() && from.place.root != none;
  if (!variables || evaluator.function.body.variables[from.place.root].storage != Variable::Local ||
      !isNull(*evaluator.values.expand(state.load(to[0]))))
    return false;
  auto isGiven = [&](const events::Argument &argument) { // to be freed, perhaps
    const Operand &given = withoutCasts(argument.value);
    return given.kind == Operand::Read && given.place.path.empty() && given.place.root == to[0].root.variable;
  };
  bool moves = false;
  for (events::BlockId block : set.loop.blocks)
    for (const Event &event : evaluator.function.body.blocks[block].events) {
      if (llvm::any_of(event.arguments, isGiven))
        return false;
      moves |= event.kind == Event::Set && event.place.path.empty() && event.place.root == from.place.root && block != set.block;
    }
  return moves;
}

std::vector<Location> namedByArms(const Evaluator &evaluator, const State &state, const Operand &select) {
  std::vector<Location> targets;
  for (const Operand &arm : llvm::ArrayRef(select.operands).drop_front()) {
    ValueRef value = evaluator.evaluate(state, arm);
    if (value->kind != Value::Pointer)
      continue;
    bool named = arm.kind == Operand::Read && arm.place.root != none &&
                 evaluator.function.body.variables[arm.place.root].storage != Variable::Temporary;
    if (value->parts.count("target") && !named)
      return {};
    llvm::append_range(targets, evaluator.referents(value, named ? evaluator.locate(state, arm.place) : std::vector<Location>()));
  }
  return targets;
}

} // namespace highwater::flow
