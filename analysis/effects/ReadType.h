// What a type holds, as the `types:` part of a model file says it.

#pragma once

#include "analysis/effects/ReadValue.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace highwater::effects {

/// The names an entry speaks of, from `name` or `names`; an error if it has neither.
std::vector<std::string> readNames(const YamlNode &map, ValueReader &read);

/// One entry of `types:`, without its name. `base` finds what `like` names, or returns null.
TypeModel readType(const YamlNode &map, llvm::function_ref<const TypeModel *(llvm::StringRef)> base, ValueReader &read);

} // namespace highwater::effects
