// The caller's names for what a callee speaks of: arguments for parameters, and what they lead to there.

#include "analysis/flow/InflowCaller.h"

#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

const PathList &Inflow::CallerView::places(PathId path) {
  auto known = knownPlaces.find(path);
  if (known == knownPlaces.end())
    known = knownPlaces.emplace(path, findPlaces(path)).first;
  return known->second;
}

PathList Inflow::CallerView::findPlaces(PathId path) {
  Paths &paths = inflow.tables.paths;
  PathList result;
  if (paths.isRoot(path)) {
    switch (paths.kind(path)) {
    case Paths::Parameter:
      return paths.index(path) < call.arguments.size() ? call.arguments[paths.index(path)].objects : result;
    case Paths::Result:
      return call.destination;
    case Paths::Global:
      return {path};
    default:
      return result;
    }
  }
  PathId parent = paths.parent(path);
  unsigned step = paths.lastStep(path);
  if (paths.isRoot(parent) && step == Paths::Deref) {
    if (paths.kind(parent) == Paths::Parameter)
      return paths.index(parent) < call.arguments.size() ? call.arguments[paths.index(parent)].value.targets : result;
    if (paths.kind(parent) == Paths::This)
      return call.object.value.targets;
  }
  // What may be in too many places is nowhere in particular.
  auto add = [&](PathId place) {
    if (result.size() < mostTargets)
      addSorted(result, place);
  };
  for (PathId whole : places(parent)) {
    PathList seen = step == Paths::Element ? state.raw(whole).targets : PathList(); // a view has no elements inside
    if (step == Paths::Deref)
      llvm::for_each(state.deref(whole), add);
    else if (seen.empty())
      add(paths.step(whole, step));
    else
      llvm::for_each(seen, add);
  }
  return result;
}

const Cell &Inflow::CallerView::value(PathId path) {
  auto known = knownValues.find(path);
  if (known == knownValues.end())
    known = knownValues.emplace(path, findValue(path)).first;
  return known->second;
}

Cell Inflow::CallerView::findValue(PathId path) {
  const Paths &paths = inflow.tables.paths;
  if (paths.isRoot(path) && paths.kind(path) == Paths::Parameter)
    return paths.index(path) < call.arguments.size() ? call.arguments[paths.index(path)].value : Cell();
  if (paths.isRoot(path) && paths.kind(path) == Paths::This)
    return call.object.value;
  return state.read(places(path));
}

Label Inflow::CallerView::label(const Label &label, bool outward) {
  Origins &origins = inflow.tables.origins;
  Label result;
  for (OriginId id : label) {
    auto known = influences[outward].find(id);
    if (known == influences[outward].end())
      known = influences[outward].emplace(id, influence(Origin(origins[id]), outward)).first;
    result = origins.join(result, known->second);
  }
  return result;
}

/// The influences on what an object leads to that is passed by value: a view of a text.
Label Inflow::CallerView::viewed(PathId path) {
  const Paths &paths = inflow.tables.paths;
  Label result;
  if (!paths.isRoot(path) || paths.kind(path) != Paths::Parameter || paths.index(path) >= call.arguments.size())
    return result;
  const Resolved &given = call.arguments[paths.index(path)];
  if (given.type && given.type->kind == events::Type::Kind::Record)
    for (PathId target : given.value.targets)
      result = inflow.tables.origins.join(result, state.everything(target));
  return result;
}

/// What has this influence on the callee, in the caller; nothing if the caller bounds it.
Label Inflow::CallerView::influence(const Origin &origin, bool outward) {
  Origins &origins = inflow.tables.origins;
  PathList limits;
  bool bounded = false;
  for (PathId limit : origin.limits) {
    const Number &number = value(limit).number;
    bounded |= number.label.empty();
    if (!origins.isOutside(number.label))
      for (OriginId other : number.label) {
        if (!origins[other].outside)
          addSorted(limits, origins[other].id);
        for (PathId path : origins[other].limits)
          addSorted(limits, path);
      }
  }
  Label result;
  if (bounded)
    return result;
  Label sources;
  if (origin.outside) {
    Origin passed = origin;
    passed.limits.clear();
    constexpr unsigned mostCalls = 3;
    if (outward && passed.via.size() < mostCalls)
      passed.via.push_back(origins.site(siteOf(inflow.unit, inflow.function, call.event.location)));
    sources = {origins.intern(std::move(passed))};
  } else if (const Number &number = value(origin.id).number; number.max > harmless) {
    sources = number.label.empty() ? viewed(origin.id) : number.label;
  }
  for (OriginId source : sources) {
    Origin passed = origins[source];
    for (PathId limit : limits)
      addSorted(passed.limits, limit);
    result = origins.join(result, {origins.intern(std::move(passed))});
  }
  return result;
}

std::vector<Fact> Inflow::CallerView::facts(const std::vector<Fact> &facts) {
  Terms &terms = inflow.tables.terms;
  std::vector<Fact> result;
  auto passed = [&](TermId leaf) { return value(terms.inputPath(leaf)).number; };
  for (const Fact &fact : facts) {
    Number number;
    if (terms.isInput(fact.term))
      number = passed(fact.term);
    else if (terms.isOperator(fact.term) && terms.onlyInputs(fact.term)) // `rows * columns <= most`
      number.term = terms.rebuilt(fact.term, passed);
    else
      continue;
    if (number.alternatives && (fact.bound.nonzero || fact.bound.max < 1))
      fromAlternatives(number, [&](std::int64_t constant) {
        return (!fact.bound.nonzero || constant != 0) && static_cast<double>(constant) <= fact.bound.max;
      }, result);
    Bound bound{fact.bound.max, fact.bound.clean, {}, fact.bound.nonzero};
    for (PathId limit : fact.bound.limits)
      bound = meet(bound, inflow.tables.origins.boundBy(value(limit).number));
    terms.facts(number.term, bound, result);
  }
  return result;
}

Number Inflow::CallerView::number(const Number &number, bool outward) {
  Number result = number;
  result.vouches = nullptr;
  if (number.alternatives) {
    auto alternatives = std::make_shared<std::vector<Alternative>>();
    for (const Alternative &alternative : *number.alternatives)
      alternatives->push_back({alternative.value, facts(alternative.facts)});
    result.alternatives = std::move(alternatives);
  }
  if (number.label.empty())
    return result;
  Terms &terms = inflow.tables.terms;
  result.label = label(number.label, outward);
  result.term = 0;
  if (result.label.empty() || !number.term)
    return result;
  if (terms.isInput(number.term)) {
    const Number &passed = value(terms.inputPath(number.term)).number;
    result.term = passed.term;
    result.max = std::min(number.max, passed.max);
    if (passed.label.empty())
      result.label.clear();
    else if (passed.max <= harmless && !number.label.empty())
      result.label = passed.label;
    return result;
  }
  if (terms.isOperator(number.term) && terms.onlyInputs(number.term)) {
    Number again = terms.evaluate(
        number.term, [&](TermId leaf) { return value(terms.inputPath(leaf)).number; }, [](TermId) { return Bound(); });
    result.max = std::min(number.max, again.max);
    if (again.label.empty())
      result.label.clear();
  }
  return result;
}

} // namespace highwater::flow
