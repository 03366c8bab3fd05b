// Parses units in processes of their own, so that a source that crashes clang takes down nothing but itself.

#pragma once

#include "driver/cli/Parse.h"

#include <functional>

namespace highwater::driver {

struct ParseOptions {
  unsigned jobs = 1;
  std::string resourceFolder;
  std::string root;                     ///< that the text of stored units is relative to
  std::function<void(size_t)> finished; ///< called with the number of units done
};

/// The results are in the order of `commands`, whatever finishes first.
std::vector<ParsedUnit> parseAll(llvm::ArrayRef<Command> commands, const ParseOptions &options);

} // namespace highwater::driver
