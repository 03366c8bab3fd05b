// What estimate and verify share: from the command line to an estimate with numbers.

#pragma once

#include "driver/cli/BoundEstimate.h"
#include "driver/cli/Budgets.h"
#include "driver/cli/Sources.h"
#include "driver/cli/Verb.h"

#include <functional>

namespace highwater::driver {

struct Estimation {
  BoundEstimate estimate;
  std::vector<BudgetVerdict> budgets; ///< with the option budgets, instead of an estimate
  Coverage coverage;
  Config config;
  std::string root;
  std::string language, file; ///< of the entry
  std::set<std::string> sources; ///< with functions of the program
  InputShapes shapes;            ///< of the inputs that the estimate asked about
  /// The peak if inputs had these shapes.
  std::function<std::optional<double>(const InputShapes &)> peakWith;
};

/// Understands the options build, flag, entry, assume, shape, budgets and jobs; `rest` is the command line asked about.
llvm::Expected<Estimation> runEstimation(const Arguments &arguments, const Console &console);

} // namespace highwater::driver
