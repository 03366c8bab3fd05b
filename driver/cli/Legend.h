// Short names for the symbols of formulas, and what they stand for.

#pragma once

#include "driver/cli/Inputs.h"

#include "analysis/size/Expr.h"

#include <map>
#include <string>

namespace highwater::driver {

class Legend {
public:
  /// Names the symbols of all `formulas` alike.
  Legend(llvm::ArrayRef<size::Expr> formulas, const CommandLine &line,
         const std::map<size::Symbol, InputFact> &inputs);

  /// `R·chunk(ℓ + 1) + 16·R·F`; longer than `longest` characters it is cut at a `+`.
  std::string text(const size::Expr &formula, size_t longest) const;
  /// `R=rows(train.csv)  F=fields per line, sampled`, for the symbols that `shown` has.
  std::string explanation(const size::Expr &shown) const;

private:
  const CommandLine &line;
  const std::map<size::Symbol, InputFact> &inputs;
  std::map<size::Symbol, std::string> names;
};

} // namespace highwater::driver
