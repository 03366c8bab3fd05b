// Which owners are still needed behind each event, by themselves or through what borrows from them.

#pragma once

#include "analysis/flow/Borrow.h"
#include "analysis/flow/Graph.h"

#include "llvm/ADT/BitVector.h"

namespace highwater::flow {

/// What an event does to what a variable holds: `Frees` gives it back and needs it no more (free, reset); `Empties` is the
/// same if nothing uses the variable afterwards (clear: else it is done to use the buffer again).
enum class Ending { No, Frees, Empties };
using EndingOf = std::function<Ending(const events::Event &, events::VarId)>;

class Liveness {
public:
  Liveness(const events::Unit &unit, const events::Function &function, const Graph &graph, const Borrows &borrows,
           PointerTypes &types, EndingOf ending);

  /// Whether the variable's content may be used behind the event; `none`: where the block begins.
  bool liveAfter(events::VarId variable, events::BlockId block, unsigned event) const;
  /// Whether an event uses the variable's content.
  bool uses(const events::Event &event, events::VarId variable) const;
  /// Whether an event gives back what the variable holds.
  bool releases(const events::Event &event, events::VarId variable) const {
    return ending(event, variable) != Ending::No;
  }

private:
  llvm::BitVector usedBy(const events::Event &event, const llvm::BitVector &live) const;
  void stepBack(llvm::BitVector &live, const events::Event &event) const;
  void stepBack(llvm::BitVector &live, const events::Terminator &terminator) const;

  const events::Function &function;
  const Borrows &borrows;
  EndingOf ending;
  llvm::BitVector noticed; ///< variables whose end does something that may need what they refer to
  std::vector<std::vector<llvm::BitVector>> after; ///< per block: at its begin, then behind each event
};

} // namespace highwater::flow
