// Summaries: made from the state at a function's end.

#include "analysis/flow/Inflow.h"

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
    if (tables.terms.isInput(term) || (tables.terms.isOperator(term) && tables.terms.onlyInputs(term)))
      summary.facts.push_back({term, bound});
  return summary;
}

} // namespace highwater::flow
