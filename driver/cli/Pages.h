// The pages of docs/checks, compiled in, so that `explain` needs no files. The table is written at build time.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace highwater::driver {

struct Page {
  llvm::StringLiteral name; ///< of the check, without prefix
  llvm::StringLiteral text; ///< markdown
};

llvm::ArrayRef<Page> pages();

} // namespace highwater::driver
