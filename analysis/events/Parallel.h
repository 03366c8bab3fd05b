// Regions of a function that a team of threads runs, each with variables of its own.

#pragma once

#include "llvm/ADT/StringRef.h"

namespace highwater::events {

/// The name that a call to no function has which stands for such a region: it is at the region's begin. Its arguments are how many
/// threads there are, or nothing that is known, and the offset where the region ends.
constexpr llvm::StringLiteral parallelName = "(parallel)";

} // namespace highwater::events
