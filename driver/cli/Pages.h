// The pages of docs/checks, for `explain`, and the one on hooks, whose snippets `init` prints, compiled in: neither verb
// needs files. The table is written at build time.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace highwater::driver {

struct Page {
  llvm::StringLiteral name; ///< of the file; a check's without prefix
  llvm::StringLiteral text; ///< markdown
};

llvm::ArrayRef<Page> pages();

} // namespace highwater::driver
