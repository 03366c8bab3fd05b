// From changed files to the few units that show what was changed.

#pragma once

#include "driver/cli/Changes.h"
#include "driver/cli/Sources.h"

namespace highwater::driver {

/// The C and C++ files that have changed lines, in the order of their paths: those in `paths`, or all. Under
/// pre-commit, a file that is named and has not changed was asked for as a whole (`--all-files`): it is added to `changes`.
llvm::Expected<std::vector<std::string>> changedSources(Changes &changes, llvm::ArrayRef<std::string> paths);

/// Parses the changed sources, and for each changed header the cheapest unit that includes it. A source that the
/// database does not know is compiled like its nearest neighbour there. A header that no unit includes is said.
llvm::Expected<Sources> parseChanged(const Database &database, const Changes &changes,
                                     llvm::ArrayRef<std::string> files, unsigned jobs, const Console &console);

} // namespace highwater::driver
