// Parses units in processes of their own, so that a source that crashes clang takes down nothing but itself.

#pragma once

#include "driver/cli/Parse.h"

#include <functional>

namespace highwater::driver {

/// The results are in the order of `commands`, whatever finishes first. `finished` is called with the number of
/// units done.
std::vector<ParsedUnit> parseAll(llvm::ArrayRef<Command> commands, unsigned jobs,
                                 const std::string &resourceFolder,
                                 std::function<void(size_t)> finished);

} // namespace highwater::driver
