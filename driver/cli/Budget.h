// A limit that a peak is compared with.

#pragma once

#include "analysis/size/Expr.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>

namespace highwater::driver {

struct Budget {
  double bytes = 0;
  bool resident = false; ///< compared with the process's RSS, not with its live heap
  std::string name;      ///< for messages
};

/// Whether what is needed fits a budget.
struct BudgetFit {
  enum Verdict { Fits, MayFit, Over, Unknown }; ///< MayFit: it does as things are known, but not all that they may be

  Budget budget;
  std::optional<size::Range> need; ///< live heap, or RSS
  bool partial = false;            ///< something that is not known is left out of it, and was not accepted

  Verdict verdict() const;
  std::string text() const;        ///< for people
};

/// `8GiB`, or `cgroup`: the memory limit this process runs under.
llvm::Expected<Budget> parseBudget(llvm::StringRef text);

} // namespace highwater::driver
