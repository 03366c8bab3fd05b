// The series of `verify`: inputs of several sizes are generated, estimated and run, and what a byte of them costs is fitted.

#pragma once

#include "driver/cli/Arguments.h"
#include "driver/cli/Console.h"

#include "llvm/Support/Error.h"

#include <optional>

namespace highwater::driver {

struct SizesReport {
  bool json = false;
  std::optional<double> within; ///< a larger difference of any live heap is a finding
};

/// The options sizes and generate, and those of runEstimation. In the generator and in the program's words, {size} is the
/// size in bytes and {out} a file that is removed afterwards. Returns an exit code.
llvm::Expected<int> verifySizes(const Arguments &arguments, const Console &console, const SizesReport &report);

} // namespace highwater::driver
