// What `check` looks at: from its command line to parsed sources.

#pragma once

#include "driver/cli/Arguments.h"
#include "driver/cli/Changes.h"
#include "driver/cli/Sources.h"
#include "driver/summaries/SummaryFolder.h"

namespace highwater::driver {

struct Scan {
  Sources sources;
  Config config;
  std::string root;               ///< of the project; empty when there is none
  std::string start;              ///< the file or folder that the settings were found for
  std::optional<SummaryFolder> folder; ///< where units are kept
  std::optional<Changes> changes; ///< with --changed
  std::optional<int> skipped;     ///< there is no database, and that was accepted: the exit code

  const Overlay *overlay() const { return changes ? changes->overlay.get() : nullptr; }
};

/// Understands the options build, changed, summaries, no-cache, skip-without-database and jobs, paths, and flags behind `--`.
llvm::Expected<Scan> scan(const Arguments &arguments, const Console &console);

/// With --skip-without-database, and when there is none: says so and returns the exit code. Under continuous
/// integration, where nobody reads warnings, that is no success.
std::optional<int> skippedWithoutDatabase(const DatabaseQuery &query, const Arguments &arguments,
                                          const Console &console);

} // namespace highwater::driver
