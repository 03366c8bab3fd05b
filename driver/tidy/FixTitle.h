// What an editor writes in its menu about a fix.

#pragma once

#include "checks/Finding.h"

#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace clang {
class SourceManager;
}

namespace highwater::tidy {

/// `insert 'lines = {};'`, `change 'in' to 'std::move(in)'`: what the edits do, in their order, on one line.
std::string fixTitle(llvm::ArrayRef<checks::Edit> edits, clang::SourceManager &sources);

} // namespace highwater::tidy
