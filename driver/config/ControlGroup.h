// The memory limit that control groups put on this process.

#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>

namespace highwater::driver {

/// The smallest limit of the process's group and of all groups above it, of version 1 and 2; nothing when none is set.
/// `root` is where /proc and /sys are, for tests.
std::optional<double> memoryLimit(llvm::StringRef root = "");

} // namespace highwater::driver
