// A limit that a peak is compared with.

#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace highwater::driver {

struct Budget {
  double bytes = 0;
  bool resident = false; ///< compared with the process's RSS, not with its live heap
  std::string name;      ///< for messages
};

/// `8GiB`, or `cgroup`: the memory limit this process runs under.
llvm::Expected<Budget> parseBudget(llvm::StringRef text);

} // namespace highwater::driver
