// Exchanges: `std::swap(current, next)` in a loop. Which of the caller's objects is where then does not matter.

#pragma once

#include "analysis/flow/State.h"

namespace highwater::flow {

/// What places of the caller's held before an iteration and hold behind it is put back, if the iteration only exchanged it.
void putBack(const State &head, State &back);

} // namespace highwater::flow
