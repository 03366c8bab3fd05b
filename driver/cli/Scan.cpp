// A commit that concerns no C or C++ is settled before a compile database is looked for.

#include "driver/cli/Scan.h"

#include "driver/cli/ChangedSources.h"
#include "driver/cli/Exit.h"
#include "driver/cli/SourceOptions.h"
#include "driver/cli/Summaries.h"
#include "driver/cli/Thresholds.h"

#include "fmt/format.h"

#include <cstdlib>

namespace highwater::driver {

static bool underContinuousIntegration() {
  llvm::StringRef value = std::getenv("CI") ? std::getenv("CI") : "";
  return !value.empty() && value != "0" && !value.equals_insensitive("false");
}

std::optional<int> skippedWithoutDatabase(const DatabaseQuery &query, const Arguments &arguments,
                                          const Console &console) {
  if (!arguments.has("skip-without-database") || query.flags)
    return std::nullopt;
  llvm::Expected<std::string> database = findDatabase(query);
  if (database)
    return std::nullopt;
  std::string message = "nothing was checked: " + llvm::toString(database.takeError());
  if (underContinuousIntegration()) {
    console.error(message);
    return Incomplete;
  }
  console.warning(message);
  return Clean;
}

static llvm::Error configure(Scan &scan, const Arguments &arguments, llvm::StringRef start) {
  scan.root = projectRoot(start).value_or("");
  llvm::Expected<Config> config = configFor(start);
  if (!config)
    return config.takeError();
  scan.config = std::move(*config);
  scan.start = start.str();
  scan.folder = keptSummaries(arguments, start, scan.config, Thresholds(scan.config, std::nullopt).summaryDir(start));
  return llvm::Error::success();
}

static llvm::Expected<Scan> scanChanged(const Arguments &arguments, unsigned jobs, const Console &console) {
  if (arguments.rest)
    return llvm::createStringError("--changed takes flags from a compile database, not behind '--'");
  Scan scan;
  llvm::Expected<Changes> changes =
      findChanges({arguments.value("changed")->str(), arguments.positional});
  if (!changes)
    return changes.takeError();
  scan.changes = std::move(*changes);
  llvm::Expected<std::vector<std::string>> files = changedSources(*scan.changes, arguments.positional);
  if (!files)
    return files.takeError();
  if (llvm::Error error = configure(scan, arguments, files->empty() ? scan.changes->root : files->front()))
    return error;
  std::erase_if(*files, [&](const std::string &file) { return scan.config.excludes(file); });
  if (files->empty()) {
    console.note(fmt::format("no C or C++ lines are changed against {}", scan.changes->against));
    return scan;
  }
  DatabaseQuery query = databaseQuery(arguments, *files);
  scan.skipped = skippedWithoutDatabase(query, arguments, console);
  if (scan.skipped)
    return scan;
  llvm::Expected<Database> database = loadDatabase(query);
  if (!database)
    return database.takeError();
  llvm::Expected<Sources> sources = parseChanged(*database, *scan.changes, *files, jobs, console);
  if (!sources)
    return sources.takeError();
  scan.sources = std::move(*sources);
  return scan;
}

static llvm::Expected<Scan> scanAll(const Arguments &arguments, unsigned jobs, const Console &console) {
  if (arguments.rest && arguments.positional.empty())
    return llvm::createStringError("no source is named before '-- FLAGS'");
  Scan scan;
  if (summariesAlone(arguments)) {
    if (llvm::Error error = configure(scan, arguments, absolutePath(".")))
      return error;
    return scan;
  }
  DatabaseQuery query = databaseQuery(arguments, arguments.positional);
  query.flags = arguments.rest;
  scan.skipped = skippedWithoutDatabase(query, arguments, console);
  if (scan.skipped)
    return scan;
  llvm::Expected<std::vector<Command>> commands = loadCommands(query);
  if (!commands)
    return commands.takeError();
  *commands = eachFileOnce(std::move(*commands));
  if (llvm::Error error = configure(scan, arguments, commands->front().file))
    return error;
  std::erase_if(*commands, [&](const Command &each) { return scan.config.excludes(each.file); });
  if (commands->empty())
    return llvm::createStringError(fmt::format("{} excludes all of these sources", scan.config.path));
  llvm::Expected<Sources> sources = parseSources(*commands, jobs, console, scan.folder && !arguments.rest ? &*scan.folder : nullptr);
  if (!sources)
    return sources.takeError();
  scan.sources = std::move(*sources);
  return scan;
}

llvm::Expected<Scan> scan(const Arguments &arguments, const Console &console) {
  llvm::Expected<unsigned> jobs = jobCount(arguments);
  if (!jobs)
    return jobs.takeError();
  llvm::Expected<Scan> scan =
      arguments.has("changed") ? scanChanged(arguments, *jobs, console) : scanAll(arguments, *jobs, console);
  if (scan && !scan->skipped)
    if (llvm::Error error = addCallees(scan->sources, arguments, scan->start, scan->folder, scan->overlay(), console))
      return error;
  return scan;
}

} // namespace highwater::driver
