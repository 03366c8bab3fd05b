// A verb is a value: what it accepts and the function that runs it.

#pragma once

#include "driver/cli/Arguments.h"
#include "driver/cli/Console.h"
#include "driver/cli/Exit.h"

namespace highwater::driver {

struct Verb {
  const Syntax &syntax;
  /// An error is wrong usage or unreadable input: main prints it and exits with 2.
  llvm::Expected<int> (*run)(const Arguments &arguments, const Console &console);
};

extern const Verb checkVerb, estimateVerb, verifyVerb, modelsVerb, explainVerb, initVerb, doctorVerb, dumpVerb;
extern const Verb summarizeVerb, linkVerb, cacheVerb;

} // namespace highwater::driver
