// clang's own headers, which every program that parses has to be shown.

#pragma once

#include "llvm/Support/Error.h"

#include <string>

namespace highwater::driver {

/// The folder with `include/stddef.h` that belongs to the libclang-cpp this process runs with.
llvm::Expected<std::string> findResourceFolder();

} // namespace highwater::driver
