// What estimate and verify share: from the command line to an estimate with numbers.

#pragma once

#include "driver/cli/BoundEstimate.h"
#include "driver/cli/Sources.h"
#include "driver/cli/Verb.h"

namespace highwater::driver {

struct Estimation {
  BoundEstimate estimate;
  Coverage coverage;
  Config config;
  std::string root;
  std::string language; ///< of the entry
};

/// Understands the options build, flag, entry, assume and jobs; `rest` is the command line asked about.
llvm::Expected<Estimation> runEstimation(const Arguments &arguments, const Console &console);

} // namespace highwater::driver
