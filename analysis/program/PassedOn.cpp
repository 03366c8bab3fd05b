// Follows the calls that lead to a peak down to the function that is done with the owner.

#include "analysis/program/PassedOn.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::Event;
using events::none;
using events::Operand;
using events::Variable;
using events::VarId;
using flow::OwnerId;
using flow::PartPath;

/// The part of the parameter by which a callee knows what a call passes; nothing if it is passed twice or in pieces.
static std::optional<OwnerId> received(const Event &call, const flow::Owners &owners, OwnerId passed,
                                       const events::Function &callee, const flow::Owners &inner) {
  PartPath path = owners.isPart(passed) ? owners.part(passed).path : PartPath();
  std::optional<OwnerId> result;
  auto match = [&](const Operand &operand, auto isParameter) {
    if (operand.kind != Operand::Address || operand.place.root == none)
      return true;
    events::Place place = owners.canonical(operand.place);
    PartPath whole = flow::pathOf(place);
    if (place.root != owners.rootOf(passed))
      return true;
    if (result || whole.size() != place.path.size() || whole.size() > path.size() ||
        !std::equal(whole.begin(), whole.end(), path.begin()))
      return false;
    PartPath below{"*"};
    below.insert(below.end(), path.begin() + whole.size(), path.end());
    for (VarId id = 0; id < callee.body.variables.size(); ++id)
      if (isParameter(callee.body.variables[id]))
        if (OwnerId owner = inner.find(id, below); owner != none)
          result = owner;
    return result.has_value();
  };
  if (call.object && !match(*call.object, [](const Variable &v) { return v.storage == Variable::This; }))
    return std::nullopt;
  for (unsigned index = 0; index < call.arguments.size(); ++index)
    if (!match(call.arguments[index].value,
               [&](const Variable &v) { return v.storage == Variable::Parameter && v.index == index; }))
      return std::nullopt;
  return result;
}

/// The event of a function that is written at a site: a call, or whatever acquires memory there.
static std::optional<std::pair<events::BlockId, unsigned>> eventAt(const events::Function &function,
                                                                   const flow::Site &site, bool isCall) {
  for (events::BlockId block = 0; site.line && block < function.body.blocks.size(); ++block)
    for (unsigned index = 0; index < function.body.blocks[block].events.size(); ++index) {
      const Event &event = function.body.blocks[block].events[index];
      bool acts = isCall ? event.kind == Event::Call : event.kind != Event::Use && event.kind != Event::Declare;
      if (acts && event.location.valid() && event.location.offset == site.offset && event.location.line == site.line)
        return std::pair(block, index);
    }
  return std::nullopt;
}

std::optional<Release> doneInside(Analysis &analysis, FunctionReference reference, OwnerId owner, const flow::Peak &peak) {
  FunctionReference outer = reference;
  events::BlockId block = peak.block;
  unsigned index = peak.event;
  for (size_t depth = 0; depth < peak.path.size(); ++depth) {
    const auto &events = analysis.linkage.function(outer).body.blocks[block].events;
    const Body &body = analysis.bodyOf(outer);
    if (index >= events.size() || events[index].kind != Event::Call || body.liveness.liveAfter(owner, block, index))
      return std::nullopt;
    std::vector<FunctionReference> bodies = analysis.targets(analysis.linkage.unit(outer), events[index].callee);
    if (bodies.size() != 1)
      return std::nullopt;
    const events::Function &callee = analysis.linkage.function(bodies[0]);
    const Body &inner = analysis.bodyOf(bodies[0]);
    auto used = received(events[index], body.borrows.owners, owner, callee, inner.borrows.owners);
    bool isLast = depth + 1 == peak.path.size();
    auto place = eventAt(callee, isLast ? peak.site : peak.path[depth + 1], !isLast);
    if (!used || !place)
      return std::nullopt;
    std::tie(block, index) = *place;
    outer = bodies[0];
    owner = *used;
    if (inner.liveness.liveAfter(owner, block, index == 0 ? none : index - 1))
      continue;
    return analysis.isDeadBehind(outer, owner) ? std::optional(Release{outer, owner}) : std::nullopt;
  }
  return std::nullopt;
}

} // namespace highwater::program
