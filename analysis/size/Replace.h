// Replacing a part of an expression that is more than a symbol.

#pragma once

#include "analysis/size/Expr.h"

namespace highwater::size {

/// `expression` with `by` wherever it is made of `part`, which is no sum or product.
Expr replaced(const Expr &expression, const Expr &part, const Expr &by);

} // namespace highwater::size
