// Records that are made of several pieces: `tuple(column(…, 1), column(…, 3))`, what two columns are together in each line.

#pragma once

#include "driver/cli/Records.h"

namespace highwater::driver {

/// The tuples of `text`, a sample of their source: of each record that has all pieces, else those at the same place in turn.
/// Nothing for a kind of piece that is not known.
std::optional<Records> tuplesOf(const size::Subject &tuple, llvm::StringRef text);

} // namespace highwater::driver
