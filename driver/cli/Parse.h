// One source becomes one unit of the memory IR. Runs in a worker process: it may crash, and it changes directory.

#pragma once

#include "driver/cli/Database.h"
#include "driver/summaries/StoredUnit.h"

#include "analysis/events/Event.h"

#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

struct ParsedUnit {
  std::optional<events::Unit> unit; ///< nothing when the source could not be parsed
  std::string failure;              ///< then: the first error, as clang says it
  std::string file;                 ///< and the place of that error, `path:line:col`, if it has one
  std::vector<std::string> droppedFlags; ///< that clang refuses
  std::vector<Input> inputs;             ///< what was read
  std::string text;                      ///< of the stored unit; from worker processes only
};

/// What parsing needs of a command: outputs, dependency files and other compilers' precompiled headers are left out.
std::vector<std::string> parsingFlags(const Command &command);

/// The hash of what a command makes of a source: flags and the folder, relative to `root`, and variables that clang
/// heeds.
std::uint64_t flagsHash(const Command &command, llvm::StringRef root);

ParsedUnit parseUnit(const Command &command, const std::string &resourceFolder);

} // namespace highwater::driver
