// Which owners are still needed behind each event, by themselves or through what borrows from them.

#pragma once

#include "analysis/flow/Borrow.h"
#include "analysis/flow/Graph.h"

#include "llvm/ADT/BitVector.h"

namespace highwater::flow {

/// Whether an event on an object only gives its memory back (free, reset): that needs the object no more.
using IsRelease = std::function<bool(const events::Event &, events::VarId)>;

class Liveness {
public:
  Liveness(const events::Unit &unit, const events::Function &function, const Graph &graph, const Borrows &borrows,
           PointerTypes &types, IsRelease isRelease);

  /// Whether the variable's content may be used behind the event; `none`: where the block begins.
  bool liveAfter(events::VarId variable, events::BlockId block, unsigned event) const;
  /// Whether an event uses the variable's content.
  bool uses(const events::Event &event, events::VarId variable) const;
  /// Whether an event gives back what the variable holds.
  bool releases(const events::Event &event, events::VarId variable) const { return isRelease(event, variable); }

private:
  llvm::BitVector usedBy(const events::Event &event) const;
  void stepBack(llvm::BitVector &live, const events::Event &event) const;
  void stepBack(llvm::BitVector &live, const events::Terminator &terminator) const;

  const events::Function &function;
  const Borrows &borrows;
  IsRelease isRelease;
  llvm::BitVector noticed; ///< variables whose end does something that may need what they refer to
  std::vector<std::vector<llvm::BitVector>> after; ///< per block: at its begin, then behind each event
};

} // namespace highwater::flow
