// Results that lead to the block of a local pointer: `return strcpy(copy, text)`.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// Behind a result that was set: it owns the blocks of local pointers that it leads to, which end now.
void takeOverReturned(const Evaluator &evaluator, State &state, const Location &result);

} // namespace highwater::flow
