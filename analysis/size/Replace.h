// Replacing parts of an expression that are more than symbols.

#pragma once

#include "analysis/size/Expr.h"

namespace highwater::size {

/// `expression` with `by` wherever it is made of `part`, which is no sum or product.
Expr replaced(const Expr &expression, const Expr &part, const Expr &by);

/// With another size wherever room grows for one: `grow(c, n)` for which `other` says another n.
Expr withSizes(const Expr &expression, llvm::function_ref<Expr(const Expr &)> other);

/// With every n for min(above(limit, n, …), n): as if n did not begin anew at its limit.
Expr withoutRestarts(const Expr &expression);

} // namespace highwater::size
