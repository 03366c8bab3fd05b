// Runs the checks over a program and keeps what is worth printing, each once, in the order of the sources.

#pragma once

#include "driver/cli/Sources.h"
#include "driver/cli/Thresholds.h"

#include "analysis/program/Program.h"
#include "checks/Check.h"

#include <string>
#include <vector>

namespace highwater::driver {

/// `*`, `late-release`, `highwater-un*`, `-highwater-peak-copy`, joined by commas; later ones win. A name that no check
/// has is an error with the nearest one.
llvm::Expected<std::vector<const checks::Check *>> selectChecks(llvm::StringRef globs);

/// What is reported about: `root` empty is everywhere.
struct ReportScope {
  std::string root;
  const Config &config;
  size_t units; ///< the first ones of the program; what is behind them was only called
};

llvm::Expected<std::vector<checks::Finding>>
runChecks(const program::Program &program, llvm::ArrayRef<const checks::Check *> enabled,
          Thresholds &thresholds, const ReportScope &scope);

} // namespace highwater::driver
