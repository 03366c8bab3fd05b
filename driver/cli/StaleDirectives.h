// NOLINT comments that name a highwater check and suppress nothing: they outlived what they were written for.

#pragma once

#include "checks/Finding.h"

#include "llvm/ADT/ArrayRef.h"

#include <set>
#include <string>
#include <vector>

namespace highwater::driver {

/// One message for each, `path:line: …`, in the order of places. Only files in `files` are looked at.
std::vector<std::string> staleDirectives(const std::set<std::string> &files,
                                         llvm::ArrayRef<checks::Finding> suppressed);

} // namespace highwater::driver
