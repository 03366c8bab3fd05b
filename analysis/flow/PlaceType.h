// The type of what a place names.

#pragma once

#include "analysis/flow/Value.h"

namespace highwater::flow {

/// None if the place leads through what only a model knows: a smart pointer, an element of a container.
TypeRef typeOf(const events::Unit &unit, const events::Function &function, const events::Place &place);

} // namespace highwater::flow
