// One source becomes one unit of the memory IR. Runs in a worker process: it may crash, and it changes directory.

#pragma once

#include "driver/cli/Database.h"

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
  std::vector<std::string> entered;      ///< files outside of system folders that were read, absolute
};

ParsedUnit parseUnit(const Command &command, const std::string &resourceFolder);

} // namespace highwater::driver
