// Which owners are still needed behind each event, by themselves or through what borrows from them.

#pragma once

#include "analysis/flow/Borrow.h"
#include "analysis/flow/Graph.h"

#include "llvm/ADT/BitVector.h"

namespace highwater::flow {

/// What an event does to what an owner holds: `Frees` gives it back and needs it no more (free, reset); `Empties` is the
/// same if nothing uses the owner afterwards (clear: else it is done to use the buffer again).
enum class Ending { No, Frees, Empties };
/// Of a variable, or of a part of it.
using EndingOf = std::function<Ending(const events::Event &, events::VarId, llvm::ArrayRef<std::string> path)>;

class Liveness {
public:
  Liveness(const events::Unit &unit, const events::Function &function, const Graph &graph, const Borrows &borrows,
           PointerTypes &types, EndingOf ending);

  /// Whether the owner's content may be used behind the event; `none`: where the block begins. Uses behind the end of the
  /// function are not counted.
  bool liveAfter(OwnerId owner, events::BlockId block, unsigned event) const;
  /// Whether the event (`none`: the way into the block) is where the content is needed for the last time.
  bool dies(OwnerId owner, events::BlockId block, unsigned event) const;
  /// Whether an event uses the owner's content.
  bool uses(events::BlockId block, unsigned event, OwnerId owner) const;
  /// Whether the end of a block (the range it walks, its test) does.
  bool usesAtEnd(events::BlockId block, OwnerId owner) const { return ends[block].test(owner); }
  /// Whether an event replaces what the owner holds without looking at it.
  bool overwrites(OwnerId owner, events::BlockId block, unsigned event) const;
  /// Whether an event gives back what the owner holds.
  bool releases(const events::Event &event, OwnerId owner) const {
    return ending(event, borrows.owners.rootOf(owner), pathOf(owner)) != Ending::No;
  }

private:
  /// What an event needs, what it needs if the owner is needed later (clear, to fill it again), and what it overwrites.
  struct Step {
    llvm::BitVector uses;
    std::vector<std::pair<OwnerId, llvm::BitVector>> ifLive;
    std::vector<OwnerId> ends;
  };
  llvm::ArrayRef<std::string> pathOf(OwnerId owner) const;
  Step stepOf(const events::Unit &unit, events::BlockId block, unsigned index) const;
  std::optional<events::Place> replaced(const events::Unit &unit, const events::Event &event) const;
  void stepBack(llvm::BitVector &live, const Step &step) const;

  const events::Function &function;
  const Graph &graph;
  const Borrows &borrows;
  PointerTypes &types;
  EndingOf ending;
  llvm::BitVector noticed; ///< variables whose end does something that may need what they refer to
  std::vector<std::vector<Step>> steps;            ///< per block and event
  std::vector<llvm::BitVector> ends;               ///< per block: what its end uses
  std::vector<std::vector<llvm::BitVector>> after; ///< per block: at its begin, then behind each event
};

} // namespace highwater::flow
