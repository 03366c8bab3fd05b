// Which records are given new blocks in each iteration, wherever they are declared.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Sharing.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::Operand;

/// The variables of which an event may set members: `r.name = …`, `fill(&r)`.
static std::vector<events::VarId> setInPart(const Event &event) {
  std::vector<events::VarId> found;
  auto isPart = [](const events::Place &place) {
    return place.valid() && llvm::none_of(place.path, [](const auto &step) { return step.kind == events::Projection::Deref; });
  };
  if (!event.place.path.empty() && isPart(event.place))
    found.push_back(event.place.root);
  for (const events::Argument &argument : event.arguments)
    if (const Operand &passed = events::withoutCasts(argument.value);
        passed.kind == Operand::Address && events::isMutable(argument.passing) && isPart(passed.place))
      found.push_back(passed.place.root);
  return found;
}

/// Runs an event, and notes which records it gives blocks.
void Interpreter::runNoting(const Event &event, State &state) {
  if (event.kind != Event::Set && event.kind != Event::Call && event.kind != Event::Allocate)
    return runEvent(event, state);
  std::vector<std::pair<events::VarId, ValueRef>> before;
  for (events::VarId variable : setInPart(event))
    before.emplace_back(variable, state.load(evaluator.variable(variable)));
  runEvent(event, state);
  for (const auto &[variable, value] : before) {
    ValueRef after = state.load(evaluator.variable(variable));
    if (after != value && after->kind == Value::Record && ownsShared(values, after))
      evaluator.filled[variable] = evaluator.region;
  }
}

} // namespace highwater::flow
