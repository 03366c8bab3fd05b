// clang's AST and CFG become the memory IR. The only door to clang for everything above.

#pragma once

#include "analysis/events/Event.h"

namespace clang {
class ASTContext;
}

namespace highwater::lower {

struct LowerOptions {
  bool mainFileOnly = false; ///< leave functions of headers out (editors)
  unsigned maxBlocks = 5000; ///< a larger function is named, with the reason, and has no body
  unsigned maxOwners = 2000; ///< likewise, variables that can hold memory
};

/// Lowers every function with a body outside system headers, instantiations of templates included,
/// in source order. The result depends on source and flags alone. A unit with errors has none.
events::Unit lowerUnit(clang::ASTContext &context, const LowerOptions &options = {});

} // namespace highwater::lower
