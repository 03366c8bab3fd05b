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

const Analysis::MemberUse *Analysis::memberOf(FunctionReference reference, VarId record, const std::string &field) {
  auto [found, inserted] = members.try_emplace({reference, record, field});
  if (inserted) {
    const events::Unit &unit = linkage.unit(reference);
    auto use = std::make_unique<MemberUse>(unit, linkage.function(reference), record, field);
    const flow::Member &member = use->member;
    if (member.variable != events::none) {
      use->consumption = std::make_unique<flow::Consumption>(
          unit, member.function, bodyOf(reference).graph, values, pointerTypes,
          [this, &unit, &member, field](const events::Event &call, unsigned operand) {
            return handlingOf(unit, call, operand, member.given.count({&call, operand}) ? field : "");
          },
          [this, &unit](const events::Event &call) { return openedBy(unit, call); });
      members[{reference, record, field}] = std::move(use);
    }
  }
  return members[{reference, record, field}].get();
}

Handling Analysis::memberHandling(FunctionReference reference, unsigned operand, const std::string &field) {
  const events::Function &function = linkage.function(reference);
  Handling whole{Handling::Whole, {}, std::nullopt};
  if (operand != flow::ofResult) {
    std::optional<VarId> parameter = parameterOf(function, operand);
    const MemberUse *use = parameter ? memberOf(reference, *parameter, field) : nullptr;
    return use ? use->consumption->handling(use->member) : whole;
  }
  // The result itself, or the local that becomes it.
  for (VarId id = 0; id < function.body.variables.size(); ++id) {
    const Variable &variable = function.body.variables[id];
    if ((variable.storage != Variable::Result && variable.storage != Variable::Local) || variable.type != function.result)
      continue;
    const MemberUse *use = memberOf(reference, id, field);
    if (!use || use->member.escapes)
      continue;
    whole.fills = use->consumption->returnedReading(use->member);
    if (whole.fills)
      return whole;
  }
  return whole;
}

std::optional<Handling> Analysis::handlingOf(const events::Unit &caller, const events::Event &call, unsigned operand,
                                             const std::string &field) {
  std::vector<FunctionReference> bodies = targets(caller, call.callee);
  if (bodies.empty())
    return std::nullopt;
  std::optional<Handling> joined;
  for (FunctionReference reference : bodies) {
    const events::Function &function = linkage.function(reference);
    if (!function.gaveUp.empty())
      return std::nullopt;
    // A recursion needs all of it, as far as is known.
    auto [known, inserted] =
        handlings.try_emplace({reference, operand, field}, Handling{Handling::Whole, {}, std::nullopt});
    if (inserted) {
      Handling handling;
      if (!field.empty())
        handling = memberHandling(reference, operand, field);
      else if (operand == flow::ofResult)
        handling.fills = consumptionOf(reference).resultReading();
      else if (std::optional<VarId> parameter = parameterOf(function, operand))
        handling = consumptionOf(reference).handling(*parameter);
      handlings[{reference, operand, field}] = handling;
    }
    const Handling &handling = handlings[{reference, operand, field}];
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
