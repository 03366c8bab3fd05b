// Verdicts of callees: what `if (!readCount(file, &n)) return` says of what the callee let in.

#include "analysis/flow/InflowCaller.h"

#include <functional>

namespace highwater::flow {

/// A verdict about what the callee itself has let in (`return read(&n) && n < most`) is one about what the caller got.
void Inflow::bindVerdicts(const InflowSummary &summary, const Invocation &call, InflowState &state) const {
  Terms &terms = tables.terms;
  CallerView caller(*this, call, state);
  auto here = [&](PathId path) {
    const PathList &paths = caller.places(path);
    return paths.size() == 1 && !tables.paths.several(paths[0]) ? paths[0] : PathId(0);
  };
  std::vector<std::pair<TermId, TermId>> names;
  for (const auto &[path, cell] : summary.post)
    if (TermId term = cell.number.term; term && !terms.isInput(term) && !terms.isOperator(term))
      if (PathId known = here(path))
        names.push_back({term, state.raw(known).number.term});
  std::function<TermId(TermId)> renamed = [&](TermId term) -> TermId {
    for (auto [theirs, ours] : names)
      if (theirs == term)
        return ours;
    TermId whole = terms.whole(term) ? renamed(terms.whole(term)) : 0;
    return whole ? terms.part(whole, terms.stepTo(term)) : 0;
  };
  for (const auto &[path, cell] : summary.post) {
    PathId verdict = cell.number.alternatives && !names.empty() ? here(path) : 0;
    Cell now = verdict ? state.raw(verdict) : Cell();
    if (!now.number.alternatives || now.number.alternatives->size() != cell.number.alternatives->size())
      continue;
    auto alternatives = std::make_shared<std::vector<Alternative>>(*now.number.alternatives);
    for (size_t index = 0; index < alternatives->size(); ++index)
      for (const Fact &fact : (*cell.number.alternatives)[index].facts)
        if (TermId term = renamed(fact.term))
          (*alternatives)[index].facts.push_back({term, {fact.bound.max, fact.bound.clean, {}, false}});
    now.number.alternatives = std::move(alternatives);
    state.keep(verdict, std::move(now));
  }
}

} // namespace highwater::flow
