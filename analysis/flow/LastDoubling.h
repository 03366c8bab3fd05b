// Capacities that a loop doubles.

#pragma once

#include "analysis/flow/LoopClosure.h"

namespace highwater::flow {

/// What a capacity c, or max(c, 16), of which each is `less` too little, grows from where it is `initial` before the loop.
std::optional<size::Expr> beginningWith(const size::Expr &capacity, const size::Symbol &symbol, const size::Expr &initial, double less);

} // namespace highwater::flow
