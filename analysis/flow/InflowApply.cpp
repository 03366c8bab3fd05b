// Summaries: made from the state at a function's end, and put into a caller's terms at a call.

#include "analysis/flow/InflowCaller.h"

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
  exit.all().forEach([&](PathId path, const Cell &cell) {
    if (remains(paths, path))
      work.push_back({path, cell});
  });
  llvm::sort(work, [&](const auto &a, const auto &b) { // what is nearest to the caller first
    return std::pair(paths.depth(a.first), a.first) < std::pair(paths.depth(b.first), b.first);
  });
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
  constexpr unsigned most = 64;
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
        for (const auto &[inside, content] : exit.all().around(target))
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

void Inflow::apply(const InflowSummary &summary, const Invocation &call, InflowState &state) {
  CallerView caller(*this, call, state); // all is put into the caller's terms before anything changes
  for (const Sink &inner : summary.sinks) {
    if (!recording)
      break;
    Sink outer = inner;
    outer.count = caller.number(inner.count, /*outward=*/false);
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
  struct Change { PathId path; Cell cell; std::vector<std::pair<PathId, Cell>> inside; };
  std::vector<Change> changes;
  for (const auto &[path, cell] : summary.post) {
    Cell here = cell;
    here.number = caller.number(cell.number, /*outward=*/true);
    here.targets.clear();
    if (cell.seen)
      here.seen = std::make_shared<const Number>(caller.number(*cell.seen, /*outward=*/true));
    for (PathId target : cell.targets)
      for (PathId known : caller.places(target))
        addSorted(here.targets, known);
    for (FunctionValue &function : here.functions)
      if (function.object) {
        const PathList &objects = caller.places(function.object);
        function.object = objects.empty() ? 0 : objects[0];
      }
    changes.push_back({path, std::move(here), {}});
    // An object that was handed on whole takes along what only the caller knows to be inside it.
    if (cell.number.term && tables.terms.isInput(cell.number.term))
      if (PathId passed = tables.terms.inputPath(cell.number.term); passed != path)
        for (PathId from : caller.places(passed))
          state.inside(from, path, changes.back().inside);
  }
  std::vector<Fact> facts = caller.facts(summary.facts);
  for (Change &change : changes) {
    Places to{CallerView(*this, call, state).places(change.path), true}; // by way of what has changed by now
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
