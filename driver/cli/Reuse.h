// Units that were parsed by an earlier run and need not be parsed again.

#pragma once

#include "driver/cli/Console.h"
#include "driver/cli/Parse.h"
#include "driver/summaries/FileHashes.h"
#include "driver/summaries/SummaryFolder.h"

namespace highwater::driver {

class Reuse {
public:
  /// Without a folder nothing is found or kept.
  Reuse(const SummaryFolder *folder, const Console &console) : folder(folder), console(console) {}

  /// The unit of this command, if neither the command nor anything that was read has changed.
  std::optional<ParsedUnit> find(const Command &command);
  /// Keeps a unit that was parsed. What goes wrong is said once, as a warning.
  void keep(const Command &command, const ParsedUnit &parsed);
  /// Lets others find the units, and says what was found to be of no use. In the order of `commands`.
  void finish(llvm::ArrayRef<Command> commands, llvm::ArrayRef<ParsedUnit> parsed);

private:
  std::string fileOf(const Command &command) const;
  void warn(llvm::Error error);

  const SummaryFolder *folder;
  const Console &console;
  FileHashes hashes;
  unsigned found = 0, unusable = 0;
  std::string firstUnusable;
  bool failed = false;
};

} // namespace highwater::driver
