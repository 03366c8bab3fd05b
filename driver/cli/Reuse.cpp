// A folder that cannot be used costs time and nothing else.

#include "driver/cli/Reuse.h"

#include "driver/config/Paths.h"

#include "fmt/format.h"

namespace highwater::driver {

std::string Reuse::fileOf(const Command &command) const {
  return folder->fileFor(command.file, flagsHash(command, folder->root));
}

void Reuse::warn(llvm::Error error) {
  std::string message = llvm::toString(std::move(error));
  if (!failed)
    console.warning(message + "; units are not kept for the next run");
  failed = true;
}

std::optional<ParsedUnit> Reuse::find(const Command &command) {
  if (!folder)
    return std::nullopt;
  std::string file = fileOf(command);
  llvm::Expected<std::optional<KeptUnit>> kept = folder->read(file);
  if (!kept) {
    std::string reason = llvm::toString(kept.takeError());
    if (!unusable++)
      firstUnusable = reason;
    return std::nullopt;
  }
  if (!*kept)
    return std::nullopt;
  if (std::string changed = hashes.firstChanged((*kept)->unit); !changed.empty()) {
    console.detail(fmt::format("{}: parsed again, since '{}' has changed", command.file, changed));
    return std::nullopt;
  }
  llvm::Expected<events::Unit> unit = eventsOf((*kept)->unit, file, folder->root);
  if (!unit) {
    llvm::consumeError(unit.takeError());
    return std::nullopt;
  }
  ++found;
  ParsedUnit result;
  result.unit = std::move(*unit);
  result.droppedFlags = std::move((*kept)->unit.droppedFlags);
  return result;
}

void Reuse::keep(const Command &command, const ParsedUnit &parsed) {
  if (!folder || failed || !parsed.unit)
    return;
  if (llvm::Error error = folder->write(fileOf(command), parsed.text))
    warn(std::move(error));
}

void Reuse::finish(llvm::ArrayRef<Command> commands, llvm::ArrayRef<ParsedUnit> parsed) {
  if (!folder)
    return;
  if (unusable)
    console.note(fmt::format("{} of the units in '{}' cannot be used and are parsed again: {}", unusable, folder->path,
                             firstUnusable));
  console.detail(fmt::format("{} of {} units taken from '{}'", found, commands.size(), folder->path));
  std::vector<IndexedUnit> units;
  for (size_t i = 0; i < commands.size(); ++i)
    if (parsed[i].unit)
      units.push_back({fileOf(commands[i]), relativePath(parsed[i].unit->mainFile, folder->root), indexKeys(*parsed[i].unit)});
  if (failed || units.empty())
    return;
  if (llvm::Error error = folder->enter(std::move(units)))
    warn(std::move(error));
}

} // namespace highwater::driver
