// The saving is never the object's size: the function is run again with the release in place, and the peaks compared.

#include "analysis/program/Drag.h"

#include "analysis/program/Weight.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::Event;
using events::none;
using events::Variable;
using events::VarId;
using size::Expr;

Expr peakOf(const summary::Summary &summary) {
  std::vector<Expr> sizes{Expr(0)};
  for (const flow::Peak &peak : summary.peaks)
    sizes.push_back(peak.size);
  return Expr::max(sizes);
}

/// Where the use that no other use follows is: the last one in source order among those the variable is dead behind.
static bool findLastUse(const events::Function &function, const Body &body, Drag &drag) {
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block) {
    const auto &events = function.body.blocks[block].events;
    for (unsigned index = 0; index < events.size(); ++index) {
      const Event &event = events[index];
      if (!event.location.valid() || !body.liveness.uses(event, drag.variable))
        continue;
      if (!drag.lastUse.valid() || std::tie(event.location.line, event.location.column) >
                                       std::tie(drag.lastUse.line, drag.lastUse.column)) {
        drag.lastUse = event.location;
        drag.lastStatement = event.statement;
      }
    }
    const events::Terminator &end = function.body.blocks[block].terminator;
    bool walked = end.kind == events::Terminator::Each && end.range.root != none &&
                  body.borrows.reach(end.range.root).test(drag.variable);
    if (walked && end.location.valid() && (!drag.lastUse.valid() || end.location.line > drag.lastUse.line))
      drag.lastUse = end.location;
  }
  return drag.lastUse.valid();
}

/// Where its memory is given back now: an explicit release, else the end of its scope. A raw pointer's block stays.
static void findRelease(const events::Function &function, const Body &body, bool isPointer, Drag &drag) {
  const Variable &variable = function.body.variables[drag.variable];
  bool scoped = variable.scope != none && variable.scope < function.body.scopes.size();
  if (!isPointer && scoped)
    drag.released = function.body.scopes[variable.scope].end;
  auto releases = [&](const Event &event) {
    for (VarId alias = 0; isPointer && alias < function.body.variables.size(); ++alias)
      if (body.borrows.reach(alias).test(drag.variable) && body.liveness.releases(event, alias))
        return true;
    return body.liveness.releases(event, drag.variable);
  };
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      if (!event.location.valid())
        continue;
      if (event.kind == Event::End) {
        if (!isPointer && !scoped && event.place.root == drag.variable) // of an `if` or `for` itself
          drag.released = event.location;
        continue;
      }
      if (!releases(event))
        continue;
      ++drag.releases;
      if (event.location.line <= drag.lastUse.line || (drag.lateRelease && event.location.line < drag.released.line))
        continue;
      drag.released = event.location;
      drag.lateRelease = event.statement;
    }
}

static bool isCandidate(const events::Unit &unit, const Variable &variable, VarId id, const Body &body,
                        flow::PointerTypes &types) {
  flow::TypeRef type{&unit, variable.type};
  return variable.storage == Variable::Local && !variable.name.empty() && type &&
         type->kind != events::Type::Reference && !body.borrows.escapes(id) && !types.effectful(type);
}

/// Worth the words: grows with an input or is large, and the peak falls by enough.
static bool isWorth(const Drag &drag, const Weight &weight, const DragThresholds &thresholds) {
  if (auto bytes = drag.size.asConstant(); bytes ? *bytes < thresholds.largeObjectBytes : !weight.grows(drag.size))
    return false;
  double before = weight.of(drag.peakBefore), after = weight.of(drag.peakAfter);
  double saving = before - after;
  return saving >= thresholds.minSavingShare * before && saving >= thresholds.minSavingBytes;
}

std::vector<Drag> dragOf(Analysis &analysis, FunctionReference reference, const DragThresholds &thresholds) {
  std::vector<Drag> result;
  const events::Function &function = analysis.linkage.function(reference);
  const events::Unit &unit = analysis.linkage.unit(reference);
  if (function.body.blocks.empty())
    return result;
  const summary::Summary &summary = analysis.summaryOf(reference);
  if (summary.peaks.empty())
    return result;
  Expr before = peakOf(summary);
  const Body &body = analysis.bodyOf(reference);
  flow::PointerTypes &types = analysis.types();
  Weight weight(unit, function, analysis.values);

  std::map<VarId, Drag> candidates; // each with the largest peak that it drags at
  std::vector<std::pair<double, size_t>> largestFirst;
  for (size_t index = 0; index < summary.peaks.size(); ++index)
    largestFirst.push_back({-size::magnitude(summary.peaks[index].size), index});
  llvm::sort(largestFirst);
  for (auto [magnitude, index] : largestFirst) {
    const flow::Peak &peak = summary.peaks[index];
    for (const flow::Held &held : peak.held) {
      VarId id = held.root.variable;
      if (id == none || !isCandidate(unit, function.body.variables[id], id, body, types))
        continue;
      bool needed = body.liveness.liveAfter(id, peak.block, peak.event == 0 ? none : peak.event - 1);
      if (needed || held.size.isUnknown())
        continue;
      auto [candidate, isFirst] = candidates.try_emplace(id);
      if (!isFirst)
        continue;
      Drag &drag = candidate->second;
      drag.variable = id;
      drag.size = held.size;
      const auto &events = function.body.blocks[peak.block].events;
      drag.peakStatement = peak.event < events.size() ? events[peak.event].statement : none;
      drag.peakSite = peak.site;
      drag.peakPath = peak.path;
    }
  }
  for (auto &[id, drag] : candidates) {
    drag.peakBefore = before;
    drag.peakAfter = 0;
    if (!isWorth(drag, weight, thresholds)) // not even if all of it went away
      continue;
    Analysis edited(analysis, Release{reference, id});
    drag.peakAfter = peakOf(edited.summaryOf(reference));
    if (!isWorth(drag, weight, thresholds) || !findLastUse(function, body, drag))
      continue;
    if (drag.lastStatement != none && drag.lastStatement == drag.peakStatement)
      continue; // between them there is no place for a release
    findRelease(function, body, unit.types[function.body.variables[id].type].kind == events::Type::Pointer, drag);
    result.push_back(std::move(drag));
  }
  return result;
}

} // namespace highwater::program
