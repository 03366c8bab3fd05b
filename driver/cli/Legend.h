// Short names for the symbols of a formula, and what they stand for.

#pragma once

#include "driver/cli/Inputs.h"

#include "analysis/size/Expr.h"

#include <map>
#include <string>

namespace highwater::driver {

struct Legend {
  std::string formula;     ///< with short names: `R·chunk(ℓ + 1) + 16·R·F`
  std::string explanation; ///< `R=rows(train.csv) F=fields per line, sampled`
};

/// A long formula is cut at a `+` unless `whole`.
Legend legendFor(const size::Expr &formula, const CommandLine &line,
                 const std::map<size::Symbol, InputFact> &inputs, bool whole);

} // namespace highwater::driver
