// What callees do to what they are given whole: one pass, a filling, or anything.

#include "analysis/program/Analysis.h"

namespace highwater::program {

using events::Variable;
using events::VarId;
using flow::Handling;

const flow::Consumption &Analysis::consumptionOf(FunctionReference reference) {
  auto [found, inserted] = consumptions.try_emplace(reference);
  if (inserted)
    found->second = std::make_unique<flow::Consumption>(
        linkage.unit(reference), linkage.function(reference), bodyOf(reference).graph, values, pointerTypes,
        [this, &unit = linkage.unit(reference)](const events::Event &call, unsigned operand) {
          return handlingOf(unit, call, operand);
        },
        [this, &unit = linkage.unit(reference)](const events::Event &call) { return openedBy(unit, call); });
  return *found->second;
}

flow::Opened Analysis::openedBy(const events::Unit &caller, const events::Event &call) {
  flow::Opened all;
  for (FunctionReference reference : targets(caller, call.callee)) {
    auto [known, inserted] = openings.try_emplace(reference); // nothing while it is looked at
    if (inserted) {
      const events::Unit &unit = linkage.unit(reference);
      flow::Opened opened = flow::openedIn(unit, linkage.function(reference), values,
                                           [&](const events::Event &inner) { return openedBy(unit, inner); });
      openings[reference] = opened;
    }
    const flow::Opened &opened = openings[reference];
    all.handles.insert(opened.handles.begin(), opened.handles.end());
    all.mappings.insert(opened.mappings.begin(), opened.mappings.end());
  }
  return all;
}

/// The variable that an operand of a call is inside of the callee.
static std::optional<VarId> parameterOf(const events::Function &function, unsigned operand) {
  for (VarId id = 0; id < function.body.variables.size(); ++id) {
    const Variable &variable = function.body.variables[id];
    bool same = operand == flow::ofObject ? variable.storage == Variable::This
                                          : variable.storage == Variable::Parameter && variable.index == operand;
    if (same)
      return id;
  }
  return std::nullopt;
}

std::optional<Handling> Analysis::handlingOf(const events::Unit &caller, const events::Event &call, unsigned operand) {
  std::vector<FunctionReference> bodies = targets(caller, call.callee);
  if (bodies.empty())
    return std::nullopt;
  std::optional<Handling> joined;
  for (FunctionReference reference : bodies) {
    const events::Function &function = linkage.function(reference);
    if (!function.gaveUp.empty())
      return std::nullopt;
    // A recursion needs all of it, as far as is known.
    auto [known, inserted] = handlings.try_emplace({reference, operand}, Handling{Handling::Whole, {}, std::nullopt});
    if (inserted) {
      Handling handling;
      if (operand == flow::ofResult)
        handling.fills = consumptionOf(reference).resultReading();
      else if (std::optional<VarId> parameter = parameterOf(function, operand))
        handling = consumptionOf(reference).handling(*parameter);
      handlings[{reference, operand}] = handling;
    }
    const Handling &handling = handlings[{reference, operand}];
    if (!joined) {
      joined = handling;
      continue;
    }
    joined->use = std::max(joined->use, handling.use);
    if (!handling.fills)
      joined->fills.reset();
  }
  return joined;
}

} // namespace highwater::program
