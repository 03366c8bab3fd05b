// What happens in one of so many iterations: `if (i % every == 0) report();`.

#pragma once

#include "analysis/events/Event.h"
#include "analysis/size/Expr.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace highwater::flow {

/// How often `x % k == c`, `x % k` or `(x & mask) == c` holds for an x that counts: 1/k of all cases, or all others. Nothing if the
/// condition has another shape. `number` is that of an operand.
std::optional<size::Expr> shareOfStride(const events::Operand &condition,
                                        llvm::function_ref<size::Expr(const events::Operand &)> number);

} // namespace highwater::flow
