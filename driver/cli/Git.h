// Questions to git.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace highwater::driver {

/// What `git WORDS...` prints when run in `folder` (empty: the working directory). An error is what git says on stderr,
/// or that git cannot be run.
llvm::Expected<std::string> runGit(llvm::ArrayRef<std::string> words, llvm::StringRef folder = "");

} // namespace highwater::driver
