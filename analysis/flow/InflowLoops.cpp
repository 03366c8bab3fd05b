// Loops that go over elements: what each iteration makes of the element that it visits holds for all of them behind the
// loop, `for (auto &n : sizes) if (n > most) n = most;`.
//
// That the loop visits every element is not asked for: a test of some elements is taken as one of all. What loops make
// larger in steps is in InflowGrowth.cpp.

#include "analysis/flow/Inflow.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;

/// Whether a path may stand for several objects that are visited one by one: elements, what pointers lead to.
bool Inflow::isMany(PathId path) const {
  const Paths &paths = tables.paths;
  if (paths.several(path))
    return true;
  for (; path && !paths.isRoot(path); path = paths.parent(path))
    if (paths.lastStep(path) == Paths::Deref && !(paths.isRoot(paths.parent(path)) && paths.kind(path) == Paths::This))
      return true;
  return false;
}

/// The states in which control goes back to the beginning of a loop.
std::vector<InflowState> Inflow::backEdges(const Loop &loop, const States &in) {
  std::vector<InflowState> result;
  for (BlockId latch : loop.latches) {
    if (!in[latch])
      continue;
    InflowState state = *in[latch];
    runBlock(latch, state);
    const std::vector<BlockId> &successors = function.body.blocks[latch].terminator.successors;
    for (unsigned index = 0; index < successors.size(); ++index)
      if (successors[index] == loop.header)
        if (std::optional<InflowState> back = along(state, latch, index))
          result.push_back(std::move(*back));
  }
  return result;
}

/// Of the loops that have none yet.
std::vector<std::pair<BlockId, Inflow::Walk>> Inflow::walksIn(const States &in) {
  std::vector<std::pair<BlockId, Walk>> result;
  for (const Loop &loop : graph.loops) {
    if (walks.count(loop.header) || !in[loop.header])
      continue;
    const InflowState &head = *in[loop.header];
    std::vector<InflowState> backs = backEdges(loop, in);
    if (backs.empty())
      continue;
    Walk walk;
    for (const auto &[term, bound] : backs.front().allBounds()) {
      if (!isMany(tables.terms.home(term)))
        continue;
      Bound common = bound;
      for (const InflowState &back : llvm::drop_begin(backs)) {
        auto found = back.allBounds().find(term);
        common = found == back.allBounds().end() ? Bound() : weaker(common, found->second);
      }
      auto before = head.allBounds().find(term);
      if (says(common) && (before == head.allBounds().end() || !(meet(before->second, common) == before->second)))
        walk.facts.emplace(term, common);
    }
    std::set<PathId> written;
    for (const InflowState &back : backs)
      for (const auto &[path, number] : back.allVisited())
        written.insert(path);
    for (PathId path : written) {
      Number last = backs.front().seenLast(path), before = head.read(path).number;
      for (const InflowState &back : backs)
        last = head.either(last, back.seenLast(path));
      if (!before.label.empty() && (last.label.empty() || last.max < before.max))
        walk.elements.emplace(path, last);
    }
    if (!walk.facts.empty() || !walk.elements.empty())
      result.push_back({loop.header, std::move(walk)});
  }
  return result;
}

/// Where a loop is left because there are no more elements.
void Inflow::leaveWalk(InflowState &state, BlockId block, unsigned successor) const {
  auto walk = walks.find(block);
  if (walk == walks.end() ||
      graph.contains(graph.loopAt(block), function.body.blocks[block].terminator.successors[successor]))
    return;
  std::vector<Fact> facts;
  for (const auto &[term, bound] : walk->second.facts)
    facts.push_back({term, bound});
  state.bind(facts);
  for (const auto &[path, number] : walk->second.elements) {
    Cell cell = state.raw(path);
    cell.number = number;
    if (!number.label.empty()) {
      cell.number.term = tables.terms.fresh(block, events::none, path);
      tables.terms.describe(cell.number.term, number);
    }
    state.write(path, cell, true);
  }
}

} // namespace highwater::flow
