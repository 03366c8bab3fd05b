// Summaries at a call: put into the caller's terms.

#include "analysis/flow/InflowCaller.h"

#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

void Inflow::apply(const InflowSummary &summary, const Invocation &call, InflowState &state) {
  size_t before = sinks.size();
  CallerView caller(*this, call, state); // all is put into the caller's terms before anything changes
  for (const Sink &inner : summary.sinks) {
    if (!recording)
      break;
    Sink outer = passedOn(inner, call);
    outer.count = caller.number(inner.count, /*outward=*/false);
    constexpr unsigned mostCalls = 6, mostSinks = 64;
    if (outer.count.label.empty() || inner.path.size() >= mostCalls)
      continue;
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
  for (size_t index = before; index < sinks.size(); ++index) // a function may in turn hand out what it was handed
    if (sinks[index].handedOut && call.destination.size() == 1)
      sinks[index].block = state.deref(call.destination[0]).front();
}

} // namespace highwater::flow
