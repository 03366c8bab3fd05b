// Findings as clang's diagnostics: its snippets and carets for the text report, and clang-tidy's own NOLINT rules.

#pragma once

#include "driver/cli/Overlay.h"

#include "checks/Finding.h"

#include "llvm/Support/raw_ostream.h"

#include <memory>
#include <vector>

namespace highwater::driver {

class Diagnostics {
public:
  /// Sources are read through `overlay`, which may be null and must outlive this.
  explicit Diagnostics(const Overlay *overlay);
  ~Diagnostics();

  /// Whether a NOLINT comment names the check at the finding's place.
  bool suppressed(const checks::Finding &finding);
  /// What is wrong with NOLINTBEGIN and NOLINTEND comments that were met, `path:line: message`.
  std::vector<std::string> directiveErrors() const;

  /// Byte for byte what clang-tidy prints.
  void print(llvm::ArrayRef<checks::Finding> findings, bool colour, llvm::raw_ostream &out);

private:
  struct State;
  std::unique_ptr<State> state;
};

} // namespace highwater::driver
