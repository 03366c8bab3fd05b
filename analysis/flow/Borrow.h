// Who may refer to whose memory: a type-directed closure over the events of one function, blind to their order.
//
// x may borrow from y if x's type can hold a pointer and x is set, initialised or passed mutably together with something
// rooted at y. An owner that something outside of the function may refer to has escaped.

#pragma once

#include "analysis/flow/Holds.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace highwater::flow {

/// Whether a call may keep an argument that it can change, or its object (`none`), behind its return.
using Keeps = llvm::function_ref<bool(const events::Event &, unsigned argument)>;

class Borrows {
public:
  Borrows(const events::Unit &unit, const events::Function &function, PointerTypes &types, Keeps keeps);

  /// All variables that a mention of `variable` may reach, itself included.
  const llvm::BitVector &reach(events::VarId variable) const { return reached[variable]; }
  bool escapes(events::VarId variable) const { return escaped.test(variable); }
  /// Whether something that outlives a call of the function may refer to it, other than the call's own arguments.
  bool leaves(events::VarId variable) const { return left.test(variable); }

private:
  void scan(const events::Event &event, Keeps keeps);
  void scanCall(const events::Event &event, Keeps keeps);
  void edge(events::VarId to, const events::Operand &from);
  void edge(const events::Place &to, const events::Operand &from);
  void close();
  bool carries(const events::Operand &operand);
  TypeRef typeOf(events::VarId variable) const { return {&unit, function.body.variables[variable].type}; }

  const events::Unit &unit;
  const events::Function &function;
  PointerTypes &types;
  std::vector<llvm::BitVector> reached;
  llvm::BitVector escaped, left;
};

} // namespace highwater::flow
