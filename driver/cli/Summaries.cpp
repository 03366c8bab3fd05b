// A build may hand on summaries without their sources: what is not here is taken for unchanged.

#include "driver/cli/Summaries.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <set>

namespace highwater::driver {

namespace fs = llvm::sys::fs;

std::string summaryRoot(llvm::StringRef start) { return projectRoot(start).value_or(absolutePath(".")); }

static llvm::Expected<std::vector<std::string>> filesOf(llvm::ArrayRef<std::string> paths) {
  std::vector<std::string> files;
  for (const std::string &path : paths) {
    if (!fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    std::error_code error;
    // A project's own folder may hold a unit as several builds compile it; its index has the last one.
    if (auto index = llvm::MemoryBuffer::getFile(path + "/index"))
      for (const IndexedUnit &unit : SummaryIndex((*index)->getBuffer()).units)
        inside.push_back(path + "/" + unit.file);
    else
      for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
        if (llvm::sys::path::extension(entry->path()) == ".hw")
          inside.push_back(entry->path());
    if (inside.empty())
      return llvm::createStringError(fmt::format("--summaries: there is no *.hw in '{}'", path));
    llvm::sort(inside);
    llvm::append_range(files, inside);
  }
  return files;
}

llvm::Expected<GivenSummaries> readSummaries(llvm::ArrayRef<std::string> paths, llvm::StringRef start,
                                             const Console &console) {
  GivenSummaries result;
  result.root = summaryRoot(start);
  auto files = filesOf(paths);
  if (!files)
    return files.takeError();
  FileHashes hashes;
  std::set<std::string> seen;
  for (const std::string &file : *files) {
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer)
      return llvm::createStringError(fmt::format("{}: {}", file, buffer.getError().message()));
    auto units = readStoredUnits((*buffer)->getBuffer(), file, result.root);
    if (!units)
      return units.takeError();
    for (StoredUnit &unit : *units) {
      std::string changed = hashes.firstChanged(unit, FileHashes::AbsentIsFresh);
      if (!changed.empty()) {
        console.warning(fmt::format("{}: the summary of '{}' is left out: '{}' has changed since", file,
                                    relativePath(unit.mainFile, result.root), relativePath(changed, result.root)));
        result.stale.push_back({unit.mainFile, fmt::format("'{}' has changed since it was summarised", changed)});
        continue;
      }
      if (seen.insert(unit.mainFile).second)
        result.units.push_back({std::move(unit), file});
    }
    result.texts.push_back(std::move(*buffer));
  }
  return result;
}

bool summariesAlone(const Arguments &arguments) {
  return arguments.has("summaries") && arguments.positional.empty() && !arguments.has("build");
}

std::optional<SummaryFolder> keptSummaries(const Arguments &arguments, llvm::StringRef start, const Config &config,
                                           std::optional<llvm::StringRef> option) {
  if (arguments.has("no-cache"))
    return std::nullopt;
  return SummaryFolder::of(start, config, option);
}

llvm::Error addWhole(Sources &sources, const GivenSummaries &given) {
  std::set<std::string> parsed;
  for (const events::Unit &unit : sources.units)
    parsed.insert(unit.mainFile);
  for (const StoredProgram::Given &each : given.units) {
    if (parsed.count(each.unit.mainFile))
      continue;
    llvm::Expected<events::Unit> unit = eventsOf(each.unit, each.path, given.root);
    if (!unit)
      return unit.takeError();
    sources.units.push_back(std::move(*unit));
    ++sources.coverage.files;
    ++sources.coverage.analysed;
  }
  for (const Failure &stale : given.stale) {
    if (parsed.count(stale.file))
      continue;
    sources.coverage.failed.push_back(stale);
    ++sources.coverage.files;
  }
  return llvm::Error::success();
}

/// Kept units name files without symbolic links.
static void assume(const Overlay *overlay, FileHashes &hashes) {
  if (!overlay)
    return;
  for (const auto &[file, text] : overlay->contents) {
    hashes.assume(file, text);
    llvm::SmallString<256> real;
    if (!fs::real_path(file, real))
      hashes.assume(real.str().str(), text);
  }
}

llvm::Error addCallees(Sources &sources, const Arguments &arguments, llvm::StringRef start,
                       const std::optional<SummaryFolder> &folder, const Overlay *overlay, const Console &console) {
  std::vector<events::Unit> callees;
  if (arguments.has("summaries")) {
    llvm::Expected<GivenSummaries> given = readSummaries(arguments.values("summaries"), start, console);
    if (!given)
      return given.takeError();
    if (summariesAlone(arguments))
      return addWhole(sources, *given);
    llvm::Expected<StoredProgram> stored = StoredProgram::of(given->units, given->root);
    if (!stored)
      return stored.takeError();
    callees = stored->calleesOf(sources.units);
  } else if (folder) {
    FileHashes hashes;
    assume(overlay, hashes);
    callees = StoredProgram(*folder, hashes).calleesOf(sources.units);
  }
  sources.callees = callees.size();
  llvm::move(callees, std::back_inserter(sources.units));
  return llvm::Error::success();
}

} // namespace highwater::driver
