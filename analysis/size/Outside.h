// Replacing varying symbols where they are one draw, and not folded over all draws.

#pragma once

#include "analysis/size/Expr.h"

namespace highwater::size {

/// As Expr::substitute, but what is under a mean or a worst stays as it is, and so do symbols that do not vary, and
/// those that a count adds to a sum over all their draws.
Expr substituteOutsideFolds(const Expr &expression, llvm::function_ref<std::optional<Expr>(const Symbol &)> replace);

} // namespace highwater::size
