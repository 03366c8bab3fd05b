// The saving is never the object's size: the function is run again with the release in place, and the peaks compared.

#include "analysis/program/Drag.h"

#include "analysis/program/Handover.h"
#include "analysis/program/LastUse.h"
#include "analysis/program/PassedOn.h"
#include "analysis/program/Weight.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::none;
using events::Variable;
using events::VarId;
using flow::OwnerId;
using flow::PartPath;
using size::Expr;
using Kind = events::Type::Kind;

Expr peakOf(const summary::Summary &summary, const Expr &passed) {
  std::vector<Expr> sizes{passed};
  for (const flow::Peak &peak : summary.peaks)
    sizes.push_back(peak.size + passed);
  return Expr::max(sizes);
}

namespace {

class Finder {
public:
  Finder(Analysis &analysis, FunctionReference reference, const DragThresholds &thresholds)
      : analysis(analysis), reference(reference), thresholds(thresholds), function(analysis.linkage.function(reference)),
        unit(analysis.linkage.unit(reference)), body(analysis.bodyOf(reference)), owners(body.borrows.owners),
        weight(unit, function, analysis.values,
               [&analysis, reference](const size::Symbol &number) { return analysis.isOfFewWords(reference, number); }),
        evaluator(unit, function, analysis.values) {}

  std::vector<Drag> run();

private:
  void consider(const flow::Peak &peak);
  void considerHeld(const flow::Peak &peak, const flow::Held &held);
  void considerParameters(const flow::Peak &peak);
  bool isNeeded(OwnerId owner, const flow::Peak &peak) const;
  bool isCandidate(OwnerId owner);
  bool isByValue(OwnerId owner) const;
  bool endsUnnoticed(OwnerId owner) const;
  bool isWorth(Drag &drag) const;
  void add(OwnerId owner, const Expr &size, const flow::Peak &peak, FunctionReference user, OwnerId used);
  void complete(Drag &drag, const Expr &size, const flow::Peak &peak) const;
  bool follow(OwnerId owner, const flow::Peak &peak, const Expr &size);
  bool reportsItself(const Drag &drag);
  std::optional<std::pair<VarId, PartPath>> rootOf(const flow::Held &held) const;

  Analysis &analysis;
  FunctionReference reference;
  const DragThresholds &thresholds;
  const events::Function &function;
  const events::Unit &unit;
  const Body &body;
  const flow::Owners &owners;
  Weight weight;
  flow::Evaluator evaluator;
  std::map<OwnerId, Drag> found; ///< each with the largest peak that it drags at
};

} // namespace

/// Worth the words: grows with an input or is large, and the peak falls by enough.
bool Finder::isWorth(Drag &drag) const {
  if (auto bytes = drag.size.asConstant(); bytes ? *bytes < thresholds.largeObjectBytes : !weight.grows(drag.size))
    return false;
  auto change = weight.lowering(drag.peakBefore, drag.peakAfter, thresholds.minSavingShare, thresholds.minSavingBytes);
  if (change)
    std::tie(drag.from, drag.to) = std::tie(change->before, change->after);
  return change.has_value();
}

bool Finder::isNeeded(OwnerId owner, const flow::Peak &peak) const {
  return body.liveness.liveAfter(owner, peak.block, peak.event == 0 ? none : peak.event - 1);
}

bool Finder::isByValue(OwnerId owner) const {
  const Variable *root = owners.isForeign(owner) ? nullptr : &function.body.variables[owners.rootOf(owner)];
  return root && root->storage == Variable::Parameter && unit.types[root->type].kind == Kind::Record;
}

/// Neither the owner's end nor, for a member, that of what it is in does something that a person would notice.
bool Finder::endsUnnoticed(OwnerId owner) const {
  flow::PointerTypes &types = analysis.types();
  if (owners.isForeign(owner))
    return !types.effectful(owners.part(owner).type);
  VarId root = owners.rootOf(owner);
  if (!owners.isPart(owner))
    return !types.effectful({&unit, function.body.variables[root].type});
  if (types.effectful(owners.part(owner).type))
    return false;
  auto isLoud = [&](flow::TypeRef type) {
    if (type && (type->kind == Kind::Pointer || type->kind == Kind::Reference))
      type = type.pointee();
    return type && type->userDestructor && !analysis.endsQuietly(type);
  };
  if (isLoud({&unit, function.body.variables[root].type}))
    return false;
  return llvm::none_of(owners.partsOf(root), [&](OwnerId outer) {
    return owners.isWithin(owner, outer) && isLoud(owners.part(outer).type);
  });
}

bool Finder::isCandidate(OwnerId owner) {
  if (owners.isForeign(owner))
    return endsUnnoticed(owner) && analysis.staysHome(owners.part(owner).path[0]) && analysis.isDeadBehind(reference, owner);
  const Variable &variable = function.body.variables[owners.rootOf(owner)];
  flow::TypeRef type{&unit, variable.type};
  if (!type || body.borrows.escapes(owner) || !endsUnnoticed(owner))
    return false;
  bool reference = type->kind == Kind::Reference;
  if (variable.storage == Variable::Temporary)
    return owners.extending(owner) != none;
  if (variable.storage == Variable::Local)
    return !variable.name.empty() && !reference;
  if (variable.storage == Variable::Global)
    return !owners.isPart(owner) && analysis.staysHome(variable.usr) && analysis.isDeadBehind(this->reference, owner);
  if (isByValue(owner))
    return !variable.name.empty();
  bool outside = variable.storage == Variable::This || variable.storage == Variable::Parameter;
  return outside && owners.isPart(owner) && analysis.isDeadBehind(this->reference, owner);
}

void Finder::add(OwnerId owner, const Expr &size, const flow::Peak &peak, FunctionReference user, OwnerId used) {
  auto [entry, isFirst] = found.try_emplace(owner);
  if (!isFirst)
    return;
  Drag &drag = entry->second;
  drag.holder = reference;
  drag.owner = owner;
  drag.user = user;
  drag.used = used;
  drag.name = owners.nameOf(owner);
  if (owners.isForeign(owner)) {
    auto [home, global] = *analysis.globals().find(owners.part(owner).path[0]);
    drag.declared = flow::siteOf(*home, function, global->location);
    return complete(drag, size, peak);
  }
  VarId named = owners.rootOf(owner);
  if (function.body.variables[named].storage == Variable::Temporary) {
    named = owners.extending(named);
    drag.name = function.body.variables[named].name;
  }
  const Variable &variable = function.body.variables[named];
  drag.outside = owners.isPart(owner) && owners.part(owner).path[0] == "*" &&
                 (variable.storage == Variable::This || variable.storage == Variable::Parameter);
  drag.declared = flow::siteOf(unit, function, variable.location.valid() ? variable.location : function.location);
  complete(drag, size, peak);
}

void Finder::complete(Drag &drag, const Expr &size, const flow::Peak &peak) const {
  drag.size = size;
  const auto &events = function.body.blocks[peak.block].events;
  drag.peakStatement = peak.event < events.size() ? events[peak.event].statement : none;
  drag.peakSite = peak.site;
  drag.peakPath = peak.path;
}

/// The variable that a root stands for, and the path from it; nothing if the function has none.
std::optional<std::pair<VarId, PartPath>> Finder::rootOf(const flow::Held &held) const {
  if (held.root.variable != none)
    return std::pair(held.root.variable, PartPath());
  for (VarId id = 0; !held.root.external.empty() && id < function.body.variables.size(); ++id) {
    const Variable &variable = function.body.variables[id];
    if (variable.storage != Variable::This && variable.storage != Variable::Parameter)
      continue;
    size::Subject own = evaluator.variable(id).root.external;
    if (own == held.root.external)
      return std::pair(id, PartPath());
    if (size::Subject("deref", {own}) == held.root.external)
      return std::pair(id, PartPath{"*"});
  }
  return std::nullopt;
}

void Finder::considerHeld(const flow::Peak &peak, const flow::Held &held) {
  if (held.size.isUnknown())
    return;
  if (held.root.variable == none && !held.root.external.empty() && held.root.external.head() == "global") {
    OwnerId owner = owners.findGlobal(held.root.external.parts()[0].head());
    if (owner != none && !isNeeded(owner, peak) && isCandidate(owner))
      add(owner, held.size, peak, reference, owner);
    return;
  }
  auto root = rootOf(held);
  if (!root)
    return;
  std::vector<PartPath> taken;
  auto tryOne = [&](const PartPath &path, const Expr &size) {
    OwnerId owner = owners.find(root->first, path);
    bool within = llvm::any_of(taken, [&](const PartPath &outer) {
      return outer.size() <= path.size() && std::equal(outer.begin(), outer.end(), path.begin());
    });
    if (owner == none || within || size.isUnknown())
      return;
    if (isNeeded(owner, peak) ? follow(owner, peak, size) : isCandidate(owner)) {
      taken.push_back(path);
      if (!found.count(owner))
        add(owner, size, peak, reference, owner);
    }
  };
  tryOne(root->second, held.size);
  for (const flow::HeldPart &part : held.parts) {
    PartPath path = root->second;
    path.insert(path.end(), part.path.begin(), part.path.end());
    tryOne(path, part.size);
  }
}

/// What is passed by value counts to the caller, but only the callee can end it.
void Finder::considerParameters(const flow::Peak &peak) {
  for (VarId id = 0; id < function.body.variables.size(); ++id) {
    if (!isByValue(id) || isNeeded(id, peak) || !isCandidate(id))
      continue;
    flow::TypeRef type{&unit, function.body.variables[id].type};
    Expr size = analysis.values.heap(flow::symbolic(evaluator.variable(id).root.external, type));
    if (!size.isUnknown() && !size.isZero())
      add(id, size, peak, reference, id);
  }
}

/// An owner that the call at the peak still needs, but not what comes behind it: the callee may be done with it before it
/// gets to the peak.
bool Finder::follow(OwnerId owner, const flow::Peak &peak, const Expr &size) {
  if (peak.path.empty() || body.borrows.escapes(owner) || !endsUnnoticed(owner))
    return false;
  VarId root = owners.rootOf(owner);
  if (function.body.variables[root].storage == Variable::Temporary && owners.extending(root) == none)
    return false; // nothing to name
  auto done = doneInside(analysis, reference, owner, peak);
  if (done)
    add(owner, size, peak, done->function, done->owner);
  return done.has_value();
}

void Finder::consider(const flow::Peak &peak) {
  for (const flow::Held &held : peak.held)
    considerHeld(peak, held);
  considerParameters(peak);
}

/// Whether the callee that is done with an owner says so about its own peak.
bool Finder::reportsItself(const Drag &drag) {
  return llvm::any_of(dragOf(analysis, drag.user, thresholds),
                      [&](const Drag &other) { return other.owner == drag.used; });
}

std::vector<Drag> Finder::run() {
  std::vector<Drag> result;
  const summary::Summary &summary = analysis.summaryOf(reference);
  Expr before = peakOf(summary);
  std::vector<std::pair<double, size_t>> largestFirst;
  for (size_t index = 0; index < summary.peaks.size(); ++index)
    largestFirst.push_back({-size::magnitude(summary.peaks[index].size), index});
  llvm::sort(largestFirst);
  for (auto [magnitude, index] : largestFirst)
    consider(summary.peaks[index]);
  for (auto &[owner, drag] : found) { // objects before their members
    if (llvm::any_of(result, [&](const Drag &outer) { return owners.isWithin(owner, outer.owner); }))
      continue;
    Expr passed = isByValue(owner) ? drag.size : Expr(0);
    drag.peakBefore = before + passed;
    drag.peakAfter = 0;
    if (!isWorth(drag)) // not even if all of it went away
      continue;
    drag.handover = handoverOf(analysis, drag);
    Analysis edited(analysis, releaseOf(drag));
    Expr after = peakOf(edited.summaryOf(reference));
    drag.peakAfter = peakOf(edited.summaryOf(reference), passed);
    if (!isWorth(drag) || weight.isUnrelated(drag.size, isByValue(owner) ? before : after) || !findLastUse(analysis, drag))
      continue;
    if (drag.user != drag.holder && reportsItself(drag))
      continue;
    if (!drag.handover && drag.user == drag.holder && drag.lastStatement != none && drag.lastStatement == drag.peakStatement)
      continue; // between them there is no place for a release
    findRelease(analysis, drag);
    result.push_back(std::move(drag));
  }
  return result;
}

std::vector<Drag> dragOf(Analysis &analysis, FunctionReference reference, const DragThresholds &thresholds) {
  if (analysis.linkage.function(reference).body.blocks.empty() || analysis.summaryOf(reference).peaks.empty())
    return {};
  return Finder(analysis, reference, thresholds).run();
}

} // namespace highwater::program
