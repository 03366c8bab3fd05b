// Names of files inside a project and outside.

#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace highwater::driver {

/// `file` relative to `root`, when it lies in it.
std::string relativePath(llvm::StringRef file, llvm::StringRef root);

/// `file` as an absolute path, when it is relative to `root`.
std::string pathIn(llvm::StringRef root, llvm::StringRef file);

} // namespace highwater::driver
