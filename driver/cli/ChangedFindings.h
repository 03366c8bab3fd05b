// Which findings a change is answerable for.

#pragma once

#include "driver/cli/Changes.h"

#include "analysis/program/Program.h"
#include "checks/Finding.h"

namespace highwater::driver {

/// Whether a changed line is among those of the finding: its own, or one of its evidence notes (the last use, the
/// allocation that makes the peak, the release). A place in a statement of several lines counts for all of them.
bool concerns(const Changes &changes, const checks::Finding &finding, const program::Program &program);

} // namespace highwater::driver
