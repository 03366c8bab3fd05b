// The shape of a body: dominators and natural loops over its blocks, which are in reverse post-order.

#pragma once

#include "analysis/events/Event.h"

#include <vector>

namespace highwater::flow {

/// A natural loop. Loops are ordered so that an outer one comes before those inside it.
struct Loop {
  events::BlockId header = 0;
  std::vector<events::BlockId> blocks; ///< ascending, header first, blocks of inner loops included
  std::vector<events::BlockId> latches;///< sources of back edges
  unsigned parent = events::none;      ///< index of the enclosing loop
  unsigned depth = 1;
};

class Graph {
public:
  explicit Graph(const events::Body &body);

  /// The last block that each way to this one comes through before; none for the first and for those that are not reachable.
  events::BlockId immediateDominator(events::BlockId block) const { return dominator[block]; }
  bool reachable(events::BlockId block) const { return block == 0 || dominator[block] != events::none; }
  bool dominates(events::BlockId a, events::BlockId b) const;
  /// Index of the innermost loop that contains the block, or none.
  unsigned loopOf(events::BlockId block) const { return innermost[block]; }
  /// Index of the loop whose header the block is, or none.
  unsigned loopAt(events::BlockId block) const;
  bool contains(unsigned loop, events::BlockId block) const;

  std::vector<std::vector<events::BlockId>> predecessors;
  std::vector<Loop> loops;
  bool irreducible = false; ///< some jump enters a loop past its header (goto): its counts are not known

private:
  void findDominators();
  void findLoops(const events::Body &body);

  std::vector<events::BlockId> dominator; ///< immediate; none for unreachable blocks
  std::vector<unsigned> innermost;
};

} // namespace highwater::flow
