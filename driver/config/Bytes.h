// Numbers as people write them on a command line and in settings: `20GiB`, `1e9`.

#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace highwater::driver {

/// `512`, `1e9`, `1.5GiB`, `256MB`, `64k`: units of 1024 (KiB, and the bare letters k, M, G, T) or of 1000 (kB, MB …).
/// Nothing for anything else, negative numbers included.
std::optional<double> parseQuantity(llvm::StringRef text);

/// A plain number without needless digits: `64`, `2.5`, `1.07e+13`.
std::string formatNumber(double number);

} // namespace highwater::driver
