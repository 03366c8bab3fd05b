// Who may refer to whose memory: a type-directed closure over the events of one function, blind to their order.
//
// x may borrow from y if x's type can hold a pointer and x is set, initialised or passed mutably together with something
// rooted at y. An owner that something outside of the function may refer to has escaped.

#pragma once

#include "analysis/flow/Owners.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <set>

namespace highwater::flow {

/// What is known of calls besides their arguments.
struct CallKnowledge {
  /// Whether a call may keep an argument that it can change, or its object (`none`), behind its return.
  llvm::function_ref<bool(const events::Event &, unsigned argument)> keeps;
  /// The parts of what an argument (or the object, `none`) leads to that a call may speak of; nothing: all of it.
  llvm::function_ref<std::optional<std::vector<PartPath>>(const events::Event &, unsigned argument)> touches;
  /// Whether a call may make an argument (or the object, `none`; or its `result`) refer to another one.
  llvm::function_ref<bool(const events::Event &, unsigned to, unsigned from)> connects;
  static constexpr unsigned result = events::none - 1;
  /// USRs of the globals that a call may look at.
  llvm::function_ref<std::set<std::string>(const events::Event &)> globals;
  /// Owners that are none of the function's variables.
  llvm::ArrayRef<Part> foreign;
};

class Borrows {
public:
  Borrows(const events::Unit &unit, const events::Function &function, PointerTypes &types, CallKnowledge calls);

  /// All owners that a mention of `variable` may reach, itself included.
  const llvm::BitVector &reach(events::VarId variable) const { return reached[variable]; }
  /// What an event speaks of directly; with what that borrows from, it is all that the event may use.
  const llvm::BitVector &spoken(events::BlockId block, unsigned event) const { return mentions[block][event]; }
  const llvm::BitVector &spokenAtEnd(events::BlockId block) const { return mentions[block].back(); }
  bool escapes(OwnerId owner) const { return escaped.test(owner); }
  /// Whether something that outlives a call of the function may refer to it, other than the call's own arguments.
  bool leaves(events::VarId variable) const { return left.test(variable); }
  /// Whether the function mentions an owner anywhere.
  bool isMentioned(OwnerId owner) const { return mentioned.test(owner); }

  const Owners owners;

private:
  void scan(const events::Event &event, CallKnowledge calls);
  void scanCall(const events::Event &event, CallKnowledge calls);
  void edge(events::VarId to, const llvm::BitVector &from);
  void edge(const events::Place &to, const llvm::BitVector &from);
  void close();
  void findEscapes();
  bool carries(const events::Operand &operand);
  bool canHold(const events::Place &place, bool behind);
  llvm::BitVector spokenOf(const events::Operand &operand, const std::optional<std::vector<PartPath>> &below) const;
  llvm::BitVector spokenOf(const events::Event &event, CallKnowledge calls) const;
  TypeRef typeOf(events::VarId variable) const { return {&unit, function.body.variables[variable].type}; }

  const events::Unit &unit;
  const events::Function &function;
  PointerTypes &types;
  std::vector<llvm::BitVector> reached;
  std::vector<std::vector<llvm::BitVector>> mentions; ///< per block: of each event, then of its end
  llvm::BitVector escaped, left, mentioned;
};

} // namespace highwater::flow
