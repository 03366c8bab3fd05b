// What a call or an assignment is given: the operand as it stands behind casts, and what the callee may do to it; which part of a
// class is a base.

#pragma once

#include "analysis/events/Event.h"

#include "llvm/ADT/StringRef.h"

namespace highwater::events {

/// The operand itself, whatever types it is cast to.
inline const Operand &withoutCasts(const Operand &operand) {
  return operand.kind == Operand::Cast ? withoutCasts(operand.operands[0]) : operand;
}

/// Whether a field is a base of its class.
inline bool isBase(llvm::StringRef field) { return field.starts_with("(base "); }

inline bool isReference(Passing passing) {
  return passing == Passing::ConstReference || passing == Passing::Reference || passing == Passing::RvalueReference;
}

/// Whether the callee may change what is passed and its caller keeps.
inline bool isMutable(Passing passing) { return passing == Passing::Reference || passing == Passing::Pointer; }

} // namespace highwater::events
