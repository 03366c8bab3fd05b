// The sources of a run: parsed units, what could not be parsed, and the models that speak about them.

#pragma once

#include "driver/cli/Console.h"
#include "driver/cli/Database.h"
#include "driver/config/Config.h"
#include "driver/config/Paths.h"

#include "analysis/effects/Catalog.h"
#include "analysis/events/Event.h"

#include <set>
#include <string>
#include <vector>

namespace highwater::driver {

class SummaryFolder;
struct ParsedUnit;

struct Failure {
  std::string file, reason;
};

struct Coverage {
  unsigned files = 0, analysed = 0;
  std::vector<Failure> failed;
  std::vector<Failure> skipped; ///< changed headers that no source includes
  std::vector<Failure> givenUp; ///< functions that are too large to be looked at
};

struct Sources {
  std::vector<events::Unit> units;
  std::set<std::string> entered; ///< files that were read for the units, absolute
  size_t callees = 0; ///< the last units: not asked for, but what those before them call
  Coverage coverage;
};

/// Notes, and says on stderr, which functions of the sources that were asked for are too large to be looked at.
void noteGivenUp(Sources &sources, const Console &console);

/// Says which flags clang refused.
void reportDropped(llvm::ArrayRef<ParsedUnit> parsed, const Console &console);

/// Parses in worker processes what is not found in `folder`, and keeps it there. Flags that clang refuses and sources
/// that fail are said on stderr.
llvm::Expected<Sources> parseSources(llvm::ArrayRef<Command> commands, unsigned jobs, const Console &console,
                                     const SummaryFolder *folder = nullptr);

/// The shipped models for the units' standard library, the user's, and the project's.
llvm::Expected<effects::Catalog> loadCatalog(const Config &config,
                                             llvm::ArrayRef<events::Unit> units);

/// What `-j` asks for; all cores without it.
llvm::Expected<unsigned> jobCount(const Arguments &arguments);

/// `code`, or Incomplete where the coverage demands it.
int exitCode(int code, const Coverage &coverage, bool strict);

} // namespace highwater::driver
