// The checks this tool ships.

#pragma once

#include "checks/Check.h"

namespace highwater::checks {

#define CHECK(Name) extern const Check Name;
#include "checks/Checks.def"

llvm::ArrayRef<const Check *> allChecks();

} // namespace highwater::checks
