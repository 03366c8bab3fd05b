// How unevenly containers behind keys are filled: `spread(x)`, which varies from key to key and is 1 on average.

#pragma once

#include "analysis/size/Expr.h"

namespace highwater::flow {

/// Bytes of what one container holds for each of the different keys: each of these has the room that its own size takes, rather
/// than all of them that of the average.
size::Expr unevenAmongKeys(const size::Expr &bytes);

} // namespace highwater::flow
