// Views: pointers that know how much of a text or range they show.

#pragma once

#include "analysis/flow/CallSite.h"

namespace highwater::flow {

/// In the state of an iterator that was moved.
constexpr llvm::StringLiteral steppedName = "stepped";

/// How much a view shows, such as a part of a text; nothing if the value is none.
std::optional<size::Expr> viewedSize(const Evaluator &evaluator, const State &state, const Resolved &view);

/// A view as the pointer it is, also if it was never given anything to show; everything else as it is.
ValueRef asPointer(const ValueRef &view);

} // namespace highwater::flow
