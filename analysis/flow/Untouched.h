// Texts of the caller that a function leaves as they were, on some of its paths.

#pragma once

#include "analysis/flow/State.h"

namespace highwater::flow {

/// Whether a text is what the caller had there; beside what it was set to, nobody knows what that is.
bool isUntouched(const Value &value);

/// Of two ways out of a function with this result, one may have given up (`return false`): who goes on after that does not
/// look at the texts that it was to fill, so they are taken for filled.
void settleUntouched(State &mine, State &theirs, const Location &result);

} // namespace highwater::flow
