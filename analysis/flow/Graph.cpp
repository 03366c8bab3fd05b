// Dominators after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).

#include "analysis/flow/Graph.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace highwater::flow {

using events::BlockId;
using events::none;

Graph::Graph(const events::Body &body)
    : predecessors(body.blocks.size()), dominator(body.blocks.size(), none), innermost(body.blocks.size(), none) {
  for (BlockId block = 0; block < body.blocks.size(); ++block)
    for (BlockId successor : body.blocks[block].terminator.successors)
      if (successor != none && !llvm::is_contained(predecessors[successor], block))
        predecessors[successor].push_back(block);
  findDominators();
  findLoops(body);
}

void Graph::findDominators() {
  if (dominator.empty())
    return;
  dominator[0] = 0;
  auto intersect = [&](BlockId a, BlockId b) {
    while (a != b) {
      while (a > b)
        a = dominator[a];
      while (b > a)
        b = dominator[b];
    }
    return a;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (BlockId block = 1; block < dominator.size(); ++block) {
      BlockId best = none;
      for (BlockId predecessor : predecessors[block])
        if (dominator[predecessor] != none)
          best = best == none ? predecessor : intersect(best, predecessor);
      if (best != none && dominator[block] != best) {
        dominator[block] = best;
        changed = true;
      }
    }
  }
}

bool Graph::dominates(BlockId a, BlockId b) const {
  if (!reachable(b))
    return false;
  while (b > a)
    b = dominator[b];
  return a == b;
}

void Graph::findLoops(const events::Body &body) {
  for (BlockId block = 0; block < body.blocks.size(); ++block)
    for (BlockId successor : body.blocks[block].terminator.successors) {
      if (successor == none || successor > block || !reachable(block))
        continue;
      if (!dominates(successor, block)) {
        irreducible = true;
        continue;
      }
      auto loop = llvm::find_if(loops, [&](const Loop &known) { return known.header == successor; });
      if (loop == loops.end())
        loop = loops.insert(loops.end(), {.header = successor, .blocks = {}, .latches = {}});
      loop->latches.push_back(block);
    }
  llvm::sort(loops, [](const Loop &a, const Loop &b) { return a.header < b.header; });

  for (unsigned index = 0; index < loops.size(); ++index) {
    Loop &loop = loops[index];
    llvm::BitVector inside(body.blocks.size());
    inside.set(loop.header);
    std::vector<BlockId> work = loop.latches;
    while (!work.empty()) {
      BlockId block = work.back();
      work.pop_back();
      if (inside.test(block))
        continue;
      inside.set(block);
      llvm::append_range(work, predecessors[block]);
    }
    for (unsigned block : inside.set_bits())
      loop.blocks.push_back(block);
    loop.parent = innermost[loop.header];
    loop.depth = loop.parent == none ? 1 : loops[loop.parent].depth + 1;
    for (BlockId block : loop.blocks)
      innermost[block] = index;
  }
}

unsigned Graph::loopAt(BlockId block) const {
  unsigned loop = innermost[block];
  return loop != none && loops[loop].header == block ? loop : none;
}

bool Graph::contains(unsigned loop, BlockId block) const {
  return std::binary_search(loops[loop].blocks.begin(), loops[loop].blocks.end(), block);
}

} // namespace highwater::flow
