// What a call does, as a map of a model file says it. Methods, constructors and functions share it.

#pragma once

#include "analysis/effects/ReadValue.h"

namespace highwater::effects {

/// Keys that say what a call does; no state variable can have such a name.
llvm::ArrayRef<llvm::StringRef> callKeys();

/// Reads the keys of `map` into `call`, save those in `others`, which the caller reads.
void readCall(const YamlNode &map, CallModel &call, const NameScope &scope, llvm::ArrayRef<llvm::StringRef> others,
              ValueReader &read);

} // namespace highwater::effects
