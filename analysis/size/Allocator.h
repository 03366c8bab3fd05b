// What an allocator charges for a block: its cost model, one for the process.

#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>

namespace highwater::size {

enum class Allocator { Glibc, Jemalloc, Tcmalloc };

std::optional<Allocator> allocatorNamed(llvm::StringRef name);

/// Bytes that it sets aside for a block of so many; 0 for 0.
double charged(Allocator allocator, double bytes);

/// Which one `chunk` is of: glibc's, unless the driver says otherwise before the first formula is made. It is not changed behind
/// that, since formulas fold what is constant.
Allocator allocatorInUse();
void useAllocator(Allocator allocator);

} // namespace highwater::size
