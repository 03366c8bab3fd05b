// What `check` looks at: from its command line to parsed sources.

#pragma once

#include "driver/cli/Arguments.h"
#include "driver/cli/Changes.h"
#include "driver/cli/Sources.h"

namespace highwater::driver {

struct Scan {
  Sources sources;
  Config config;
  std::string root;               ///< of the project; empty when there is none
  std::optional<Changes> changes; ///< with --changed
  bool missingDatabase = false;   ///< there is none, and --skip-without-database was given

  const Overlay *overlay() const { return changes ? changes->overlay.get() : nullptr; }
  /// Where nobody looks at warnings, nothing may pass unchecked.
  int codeWithoutDatabase() const;
};

/// Understands the options build, changed, skip-without-database and jobs, paths, and flags behind `--`.
llvm::Expected<Scan> scan(const Arguments &arguments, const Console &console);

} // namespace highwater::driver
