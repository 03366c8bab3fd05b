// The answer about one entry point: its peak, what holds it, what each fix would leave.

#pragma once

#include "analysis/summary/Witness.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::program {

/// Something the number rests on.
struct Assumption {
  std::string what;                 ///< `call to 'foo' has no model`
  summary::Site site;
  auto operator<=>(const Assumption &) const = default;
};

/// One fix and the peak it leaves, recomputed with the edit applied.
struct Saving {
  std::string check, object;
  summary::Site site;               ///< where the edit goes
  size::Expr peakAfter;
};

struct FunctionRow {
  std::string name;
  summary::Site site;
  size::Expr peak;                  ///< inclusive: own and callees'
  size::Expr retained;              ///< left allocated for the caller
};

/// Symbolic throughout: a Binding turns it into bytes.
struct Estimate {
  std::string entry;
  std::vector<summary::Witness> witnesses; ///< candidate peaks; the peak is the largest once bound
  size::Expr peak;                  ///< max over the witnesses
  std::vector<Saving> savings;
  std::optional<size::Expr> peakAfterAll;
  std::vector<Assumption> assumptions;     ///< sorted, each once
  std::vector<FunctionRow> functions;      ///< those the entry reaches, largest magnitude first
  bool upperBound = false;          ///< some count is only bounded from above
  bool partial = false;             ///< something unknown was left out of the peak
};

} // namespace highwater::program
