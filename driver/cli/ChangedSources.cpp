// Headers are judged by their includers' text first; that a unit really entered them is seen when it is parsed.

#include "driver/cli/ChangedSources.h"

#include "driver/cli/Includers.h"
#include "driver/cli/Languages.h"

#include "fmt/format.h"

#include "clang/Tooling/CompilationDatabase.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cstdlib>
#include <tuple>

namespace highwater::driver {

using llvm::StringRef;
namespace path = llvm::sys::path;

static bool within(StringRef file, StringRef place) {
  return file == place || (file.consume_front(place.rtrim('/')) && file.starts_with("/"));
}

llvm::Expected<std::vector<std::string>> changedSources(Changes &changes,
                                                        llvm::ArrayRef<std::string> paths) {
  std::vector<std::string> places;
  for (const std::string &given : paths) {
    std::string place = absolutePath(given);
    bool known = changes.overlay->has(place);
    if (!known && !llvm::sys::fs::exists(place))
      return llvm::createStringError(fmt::format("'{}' does not exist", given));
    if (std::getenv("PRE_COMMIT") && !changes.find(place) && llvm::sys::fs::is_regular_file(place))
      changes.files[place].whole = true;
    places.push_back(std::move(place));
  }
  std::vector<std::string> files;
  for (const auto &[file, change] : changes.files)
    if (change.any() && languageOf(file) != Language::None &&
        (places.empty() || llvm::any_of(places, [&](const std::string &place) {
           return within(file, place) || changes.find(place) == &change;
         })))
      files.push_back(file);
  return files;
}

/// How alike two places are: the length of what both begin with, whole folders only.
static size_t commonFolder(StringRef a, StringRef b) {
  size_t common = 0;
  for (size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i)
    if (a[i] == '/')
      common = i;
  return common;
}

/// `command`, compiling `file` instead of its own.
static Command transferred(const Command &command, const std::string &file) {
  clang::tooling::CompileCommand like = clang::tooling::transferCompileCommand(
      clang::tooling::CompileCommand(command.directory, command.file, command.arguments, ""), file);
  Command result;
  result.directory = command.directory;
  result.file = file;
  result.arguments = std::move(like.CommandLine);
  result.assumedFrom = command.file;
  return result;
}

/// Of a renamed source its former command, of a new one that of its nearest neighbour in the same language.
static Command assumedCommand(const Database &database, const std::string &file, const ChangedFile &change) {
  auto likeness = [&](const Command &command) {
    return std::tuple(command.file == change.formerName, path::extension(command.file) == path::extension(file),
                      commonFolder(command.file, file));
  };
  const Command *best = &database.commands.front();
  for (const Command &command : database.commands)
    if (likeness(command) > likeness(*best))
      best = &command;
  return transferred(*best, file);
}

namespace {

class Selection {
public:
  Selection(const Database &database, const Changes &changes)
      : database(database), changes(changes), includers(database, changes.overlay) {
    for (size_t i = 0; i < database.commands.size(); ++i)
      if (const ChangedFile *change = changes.find(database.commands[i].file))
        commandsOf[change].push_back(i);
  }

  /// The first of a file's commands stands for all.
  void addSource(const std::string &file) {
    const ChangedFile *change = changes.find(file);
    auto found = commandsOf.find(change);
    if (found == commandsOf.end())
      add(assumedCommand(database, file, *change));
    else if (chosen.insert(found->second.front()).second)
      add(database.commands[found->second.front()]);
  }

  /// False when nothing else includes it. A unit that is parsed anyway is as good as any, unless it was tried.
  bool addIncluder(const std::string &header, bool again) {
    std::vector<size_t> candidates = includers.of(header);
    if (!again && llvm::any_of(candidates, [&](size_t each) { return chosen.count(each) != 0; }))
      return true;
    for (size_t each : candidates)
      if (chosen.insert(each).second) {
        add(database.commands[each]);
        return true;
      }
    return false;
  }

  std::vector<Command> take() { return std::exchange(commands, {}); }

private:
  void add(Command command) {
    command.overlay = changes.overlay;
    commands.push_back(std::move(command));
  }

  const Database &database;
  const Changes &changes;
  Includers includers;
  std::map<const ChangedFile *, std::vector<size_t>> commandsOf;
  std::set<size_t> chosen;
  std::vector<Command> commands;
};

} // namespace

static void append(Sources &all, Sources more) {
  std::move(more.units.begin(), more.units.end(), std::back_inserter(all.units));
  all.entered.insert(more.entered.begin(), more.entered.end());
  all.coverage.files += more.coverage.files;
  all.coverage.analysed += more.coverage.analysed;
  std::move(more.coverage.failed.begin(), more.coverage.failed.end(),
            std::back_inserter(all.coverage.failed));
}

llvm::Expected<Sources> parseChanged(const Database &database, const Changes &changes,
                                     llvm::ArrayRef<std::string> files, unsigned jobs, const Console &console) {
  Selection selection(database, changes);
  std::vector<std::string> headers;
  for (const std::string &file : files) {
    if (languageOf(file) == Language::Source)
      selection.addSource(file);
    else
      headers.push_back(file);
  }
  Sources all;
  // A unit may have the #include of a header under a condition that does not hold: then the next one.
  static constexpr unsigned attempts = 4;
  for (unsigned attempt = 0; attempt < attempts; ++attempt) {
    for (const std::string &header : headers)
      selection.addIncluder(header, attempt > 0);
    std::vector<Command> commands = selection.take();
    if (commands.empty())
      break;
    llvm::Expected<Sources> sources = parseSources(commands, jobs, console);
    if (!sources)
      return sources.takeError();
    append(all, std::move(*sources));
    std::erase_if(headers, [&](const std::string &header) { return all.entered.count(header) != 0; });
    // What includes the header may have failed for its sake: another unit would fail likewise.
    if (headers.empty() || !all.coverage.failed.empty())
      break;
  }
  if (!all.coverage.failed.empty())
    return all;
  for (const std::string &header : headers)
    if (languageOf(header) == Language::Header) {
      console.warning(fmt::format("{}: not checked: no source in {} includes it", header, database.path));
      all.coverage.skipped.push_back({header, "no source includes it"});
    }
  return all;
}

} // namespace highwater::driver
