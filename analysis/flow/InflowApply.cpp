// Summaries: made from the state at a function's end, and put into a caller's terms at a call.

#include "analysis/flow/Inflow.h"

#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

#include <deque>

namespace highwater::flow {

/// Whether a caller sees what is at this path when the function has returned.
static bool remains(const Paths &paths, PathId path) {
  if (!paths.external(path))
    return false;
  if (paths.kind(path) == Paths::Result || paths.kind(path) == Paths::Global)
    return true;
  for (; !paths.isRoot(path); path = paths.parent(path))
    if (paths.lastStep(path) == Paths::Deref)
      return true;
  return false; // the function's own copy
}

InflowSummary Inflow::summarize(const InflowState &exit) const {
  InflowSummary summary;
  Paths &paths = tables.paths;
  std::deque<std::pair<PathId, Cell>> work;
  for (const auto &[path, cell] : exit.all())
    if (remains(paths, path))
      work.push_back({path, *cell});
  // Parts that are bounded apart from their whole: `if (header.rows > most) throw`.
  for (const auto &[term, bound] : exit.allBounds()) {
    llvm::SmallVector<unsigned, 2> steps;
    TermId whole = term;
    for (; tables.terms.whole(whole); whole = tables.terms.whole(whole))
      steps.push_back(tables.terms.stepTo(whole));
    if (steps.empty())
      continue;
    for (size_t index = 0, count = work.size(); index < count; ++index) {
      if (work[index].second.number.term != whole)
        continue;
      PathId part = work[index].first;
      for (unsigned step : llvm::reverse(steps))
        part = paths.step(part, step);
      if (!exit.written(part))
        work.push_back({part, exit.raw(part)});
    }
  }
  std::map<PathId, PathId> moved; // memory of this function's own, by the name that the caller gets for it
  constexpr unsigned most = 256;
  while (!work.empty() && summary.post.size() < most) {
    auto [path, cell] = std::move(work.front());
    work.pop_front();
    cell.number = exit.known(cell.number);
    PathList targets;
    for (PathId target : cell.targets) {
      if (paths.external(target)) {
        addSorted(targets, target);
        continue;
      }
      PathId name = paths.step(path, Paths::Deref);
      auto [known, isNew] = moved.try_emplace(target, name);
      if (isNew && name != path)
        for (const auto &[inside, content] : exit.all())
          if (paths.under(inside, target) && work.size() < most)
            work.push_back({paths.rebase(inside, target, name), *content});
      if (known->second != name || cell.targets.size() > 1)
        addSorted(targets, known->second);
    }
    cell.targets = targets;
    if (cell.seen)
      cell.seen = std::make_shared<const Number>(exit.known(*cell.seen));
    summary.post.push_back({path, std::move(cell)});
  }
  llvm::sort(summary.post, [](const auto &a, const auto &b) { return a.first < b.first; });
  for (const auto &[term, bound] : exit.allBounds())
    if (tables.terms.isInput(term))
      summary.facts.push_back({term, bound});
  return summary;
}

PathList Inflow::callerPaths(PathId path, const Invocation &call, const InflowState &state) const {
  Paths &paths = tables.paths;
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
  for (PathId whole : callerPaths(parent, call, state)) {
    if (step != Paths::Deref)
      addSorted(result, paths.step(whole, step));
    else
      for (PathId target : state.deref(whole))
        addSorted(result, target);
  }
  return result;
}

Cell Inflow::callerValue(PathId path, const Invocation &call, const InflowState &state) const {
  const Paths &paths = tables.paths;
  if (paths.isRoot(path) && paths.kind(path) == Paths::Parameter)
    return paths.index(path) < call.arguments.size() ? call.arguments[paths.index(path)].value : Cell();
  if (paths.isRoot(path) && paths.kind(path) == Paths::This)
    return call.object.value;
  return state.read(callerPaths(path, call, state));
}

Label Inflow::mapped(const Label &label, const Invocation &call, const InflowState &state, bool outward) const {
  Origins &origins = tables.origins;
  Label result;
  for (OriginId id : label) {
    const Origin origin = origins[id];
    PathList limits;
    bool bounded = false;
    for (PathId limit : origin.limits) {
      Number number = callerValue(limit, call, state).number;
      bounded |= number.label.empty();
      if (!origins.isOutside(number.label))
        for (OriginId other : number.label) {
          if (!origins[other].outside)
            addSorted(limits, origins[other].id);
          for (PathId path : origins[other].limits)
            addSorted(limits, path);
        }
    }
    if (bounded)
      continue;
    Label sources;
    if (origin.outside) {
      Origin passed = origin;
      passed.limits.clear();
      constexpr unsigned mostCalls = 3;
      if (outward && passed.via.size() < mostCalls)
        passed.via.push_back(origins.site(siteOf(unit, function, call.event.location)));
      sources = {origins.intern(std::move(passed))};
    } else {
      Number number = callerValue(origin.id, call, state).number;
      if (number.max > harmless)
        sources = number.label;
    }
    for (OriginId source : sources) {
      Origin passed = origins[source];
      for (PathId limit : limits)
        addSorted(passed.limits, limit);
      result = origins.join(result, {origins.intern(std::move(passed))});
    }
  }
  return result;
}

std::vector<Fact> Inflow::mapped(const std::vector<Fact> &facts, const Invocation &call, const InflowState &state) const {
  std::vector<Fact> result;
  for (const Fact &fact : facts) {
    if (!tables.terms.isInput(fact.term))
      continue;
    Number number = callerValue(tables.terms.inputPath(fact.term), call, state).number;
    if (number.alternatives && (fact.bound.nonzero || fact.bound.max < 1))
      fromAlternatives(number, [&](std::int64_t value) {
        return (!fact.bound.nonzero || value != 0) && static_cast<double>(value) <= fact.bound.max;
      }, result);
    Bound bound{fact.bound.max, fact.bound.clean, {}, fact.bound.nonzero};
    for (PathId limit : fact.bound.limits)
      bound = meet(bound, tables.origins.boundBy(callerValue(limit, call, state).number));
    tables.terms.facts(number.term, bound, result);
  }
  return result;
}

Number Inflow::mapped(const Number &number, const Invocation &call, const InflowState &state, bool outward) const {
  Number result = number;
  result.vouches = nullptr;
  if (number.alternatives) {
    auto alternatives = std::make_shared<std::vector<Alternative>>();
    for (const Alternative &alternative : *number.alternatives)
      alternatives->push_back({alternative.value, mapped(alternative.facts, call, state)});
    result.alternatives = std::move(alternatives);
  }
  if (number.label.empty())
    return result;
  Terms &terms = tables.terms;
  result.label = mapped(number.label, call, state, outward);
  result.term = 0;
  if (result.label.empty() || !number.term)
    return result;
  if (terms.isInput(number.term)) {
    Number passed = callerValue(terms.inputPath(number.term), call, state).number;
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
        number.term, [&](TermId leaf) { return callerValue(terms.inputPath(leaf), call, state).number; },
        [](TermId) { return Bound(); });
    result.max = std::min(number.max, again.max);
    if (again.label.empty())
      result.label.clear();
  }
  return result;
}

void Inflow::apply(const InflowSummary &summary, const Invocation &call, InflowState &state) {
  for (const Sink &inner : summary.sinks) {
    if (!recording)
      break;
    Sink outer = inner;
    outer.count = mapped(inner.count, call, state, /*outward=*/false);
    constexpr unsigned mostCalls = 6, mostSinks = 64;
    if (outer.count.label.empty() || inner.path.size() >= mostCalls)
      continue;
    outer.path.insert(outer.path.begin(), siteOf(unit, function, call.event.location));
    if (tables.origins.isOutside(outer.count.label))
      calls.found(outer);
    bool dependent = llvm::any_of(outer.count.label, [&](OriginId id) { return !tables.origins.isOutside(id); });
    if (dependent && sinks.size() < mostSinks)
      sinks.push_back(std::move(outer));
  }
  // All is put into the caller's terms before anything changes.
  struct Change { PathId path; Cell cell; std::vector<std::pair<PathId, Cell>> inside; };
  std::vector<Change> changes;
  for (const auto &[path, cell] : summary.post) {
    Cell here = cell;
    here.number = mapped(cell.number, call, state, /*outward=*/true);
    here.targets.clear();
    if (cell.seen)
      here.seen = std::make_shared<const Number>(mapped(*cell.seen, call, state, /*outward=*/true));
    for (PathId target : cell.targets)
      for (PathId known : callerPaths(target, call, state))
        addSorted(here.targets, known);
    for (FunctionValue &function : here.functions)
      if (function.object) {
        PathList objects = callerPaths(function.object, call, state);
        function.object = objects.empty() ? 0 : objects[0];
      }
    changes.push_back({path, std::move(here), {}});
    // An object that was handed on whole takes along what only the caller knows to be inside it.
    if (cell.number.term && tables.terms.isInput(cell.number.term))
      if (PathId passed = tables.terms.inputPath(cell.number.term); passed != path)
        for (PathId from : callerPaths(passed, call, state))
          state.inside(from, path, changes.back().inside);
  }
  std::vector<Fact> facts = mapped(summary.facts, call, state);
  for (Change &change : changes) {
    Places to{callerPaths(change.path, call, state), true};
    to.strong = to.paths.size() == 1 && !tables.paths.several(to.paths[0]);
    set(state, to, std::move(change.cell));
    for (const auto &[path, cell] : change.inside)
      for (PathId whole : to.paths)
        state.write(tables.paths.rebase(path, change.path, whole), cell, to.strong);
  }
  state.bind(facts);
  bindVerdicts(summary, call, state);
}

} // namespace highwater::flow
