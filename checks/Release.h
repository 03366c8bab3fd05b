// The edit that releases an owner right behind its last use.

#pragma once

#include "analysis/program/Drag.h"
#include "checks/Finding.h"

namespace highwater::checks {

/// Empty when no edit is certain to compile and to help: the owner is const, the code is a template's, the
/// statement stands in a macro, the peak is inside the very statement of the last use.
std::vector<Edit> releaseEdits(program::Analysis &analysis, const program::Drag &drag);

/// Of a statement, with its lines if nothing else stands on them.
Edit removalOf(const events::Unit &unit, const events::Statement &statement);

} // namespace highwater::checks
