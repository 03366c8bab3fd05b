// Applies the edits of findings to the sources.

#pragma once

#include "driver/cli/Console.h"
#include "driver/cli/Overlay.h"

#include "checks/Finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace highwater::driver {

struct FixOutcome {
  unsigned applied = 0; ///< findings whose fix is now in the sources
  unsigned skipped = 0;
};

/// A fix is applied whole or not at all: not when it overlaps one that was applied, nor outside `root`, nor in a file whose
/// contents in `overlay` (which may be null) are not those on disk. Files are replaced in one step.
llvm::Expected<FixOutcome> applyFixes(llvm::ArrayRef<checks::Finding> findings,
                                      llvm::StringRef root, const Overlay *overlay,
                                      const Console &console);

} // namespace highwater::driver
