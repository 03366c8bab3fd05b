// The hint behind every "unknown name" message.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace highwater::driver {

/// `; did you mean 'late-release'?`, or nothing when no candidate is close.
std::string nearestHint(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace highwater::driver
