// A source that fails is loud but does not stop the others.

#include "driver/cli/Sources.h"

#include "driver/cli/Arguments.h"
#include "driver/cli/Exit.h"
#include "driver/cli/Reuse.h"
#include "driver/cli/Workers.h"
#include "driver/resources/ResourceFolder.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <cstdlib>
#include <map>
#include <set>
#include <thread>

namespace highwater::driver {

void reportDropped(llvm::ArrayRef<ParsedUnit> parsed, const Console &console) {
  std::map<std::string, unsigned> dropped;
  for (const ParsedUnit &unit : parsed)
    for (const std::string &flag : unit.droppedFlags)
      ++dropped[flag];
  for (const auto &[flag, units] : dropped)
    console.warning(fmt::format("clang does not know '{}': dropped from {} of {} commands", flag,
                                units, parsed.size()));
}

llvm::Expected<Sources> parseSources(llvm::ArrayRef<Command> commands, unsigned jobs, const Console &console,
                                     const SummaryFolder *folder) {
  llvm::Expected<std::string> resources = findResourceFolder();
  if (!resources)
    return resources.takeError();
  Reuse reuse(folder, console);
  std::vector<ParsedUnit> parsed(commands.size());
  std::vector<Command> missing;
  std::vector<size_t> places;
  for (size_t i = 0; i < commands.size(); ++i) {
    if (std::optional<ParsedUnit> known = reuse.find(commands[i])) {
      parsed[i] = std::move(*known);
      continue;
    }
    missing.push_back(commands[i]);
    places.push_back(i);
  }
  ParseOptions options;
  options.jobs = jobs;
  options.resourceFolder = *resources;
  options.root = folder ? folder->root : "";
  options.finished = [&](size_t done) { console.status(fmt::format("parsing {}/{}", done, missing.size())); };
  if (!missing.empty())
    options.finished(0);
  std::vector<ParsedUnit> fresh = parseAll(missing, options);
  console.status("");
  for (size_t i = 0; i < fresh.size(); ++i) {
    reuse.keep(missing[i], fresh[i]);
    parsed[places[i]] = std::move(fresh[i]);
  }
  reuse.finish(commands, parsed);
  reportDropped(parsed, console);

  Sources result;
  result.coverage.files = commands.size();
  for (size_t i = 0; i < parsed.size(); ++i) {
    for (const Input &input : parsed[i].inputs)
      result.entered.insert(input.path);
    if (parsed[i].unit) {
      result.units.push_back(std::move(*parsed[i].unit));
      ++result.coverage.analysed;
      continue;
    }
    const std::string &place = parsed[i].file.empty() ? commands[i].file : parsed[i].file;
    if (!commands[i].assumedFrom.empty())
      parsed[i].failure += fmt::format(" (the database does not know {}; it was compiled like {})",
                                       llvm::sys::path::filename(commands[i].file).str(), commands[i].assumedFrom);
    console.error(fmt::format("{}: {}", place, parsed[i].failure));
    result.coverage.failed.push_back({commands[i].file, parsed[i].failure});
  }
  if (!result.coverage.failed.empty())
    console.error(fmt::format("incomplete: {} of {} files could not be analysed",
                              result.coverage.failed.size(), result.coverage.files));
  return result;
}

static llvm::Error addModel(effects::Catalog &catalog, const std::string &path,
                            effects::Layer layer) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(fmt::format("{}: {}", path, buffer.getError().message()));
  return catalog.read((*buffer)->getBuffer(), path, layer);
}

/// `$XDG_CONFIG_HOME/highwater/models/*.yaml`, by name.
static std::vector<std::string> userModels() {
  llvm::SmallString<256> folder;
  if (const char *config = std::getenv("XDG_CONFIG_HOME"); config && *config)
    folder = config;
  else if (!llvm::sys::path::home_directory(folder))
    return {};
  else
    llvm::sys::path::append(folder, ".config");
  llvm::sys::path::append(folder, "highwater", "models");
  std::vector<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (llvm::sys::path::extension(entry->path()) == ".yaml")
      files.push_back(entry->path());
  llvm::sort(files);
  return files;
}

llvm::Expected<effects::Catalog> loadCatalog(const Config &config,
                                             llvm::ArrayRef<events::Unit> units) {
  std::string library = "libstdc++";
  for (const events::Unit &unit : units)
    if (!unit.standardLibrary.empty()) {
      library = unit.standardLibrary;
      break;
    }
  effects::Catalog catalog = effects::Catalog::shipped(library);
  for (const std::string &path : userModels())
    if (llvm::Error error = addModel(catalog, path, effects::Layer::User))
      return error;
  for (const std::string &path : config.models)
    if (llvm::Error error = addModel(catalog, path, effects::Layer::Project))
      return error;
  return catalog;
}

llvm::Expected<unsigned> jobCount(const Arguments &arguments) {
  std::optional<llvm::StringRef> given = arguments.value("jobs");
  if (!given)
    return std::max(1u, std::thread::hardware_concurrency());
  unsigned jobs = 0;
  if (given->getAsInteger(10, jobs) || jobs == 0)
    return llvm::createStringError(fmt::format("-j takes a number from 1, not '{}'", given->str()));
  return jobs;
}

void noteGivenUp(Sources &sources, const Console &console) {
  std::set<std::string> known; // functions of headers are in several units
  for (const events::Unit &unit : llvm::ArrayRef(sources.units).drop_back(sources.callees))
    for (const events::Function &function : unit.functions) {
      if (function.gaveUp.empty() || !known.insert(function.usr).second)
        continue;
      std::string reason = fmt::format("'{}' is too large to be looked at: {}", function.name, function.gaveUp);
      console.warning(fmt::format("{}:{}: {}", function.file, function.location.line, reason));
      sources.coverage.givenUp.push_back({function.file, std::move(reason)});
    }
}

int exitCode(int code, const Coverage &coverage, bool strict) {
  if (coverage.failed.empty())
    return strict && !coverage.givenUp.empty() ? Incomplete : code;
  return strict || coverage.analysed == 0 ? Incomplete : code;
}

} // namespace highwater::driver
