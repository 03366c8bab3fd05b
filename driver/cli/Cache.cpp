// highwater cache: what a project keeps for the next run.

#include "driver/cli/Summaries.h"
#include "driver/cli/Verb.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

static constexpr Option options[] = {
    {"stats", 0, "", "Print what is kept (the default)"},
    {"prune", 0, "", "Remove what no run can use again"},
};

static constexpr Syntax syntax = {
    "cache",
    "Look at, or clean, the units that a project keeps in its .highwater/",
    "[PATH]",
    "",
    "PATH lies in the project; the working directory without one. The folder may be removed at any time.",
    options};

namespace {

struct Contents {
  unsigned units = 0, unusable = 0;
  double bytes = 0, unusableBytes = 0;
  std::vector<std::string> toRemove;
};

} // namespace

/// What cannot be used: changed sources, another version, damage, and what a later build has replaced.
static Contents look(const SummaryFolder &folder, const Console &console) {
  Contents contents;
  FileHashes hashes;
  for (const std::string &file : folder.files()) {
    std::uint64_t size = 0;
    llvm::sys::fs::file_size(folder.path + "/" + file, size);
    ++contents.units;
    contents.bytes += size;
    std::string reason;
    llvm::Expected<std::optional<KeptUnit>> kept = folder.read(file);
    if (!kept)
      reason = llvm::toString(kept.takeError());
    else if (*kept)
      if (std::string changed = hashes.firstChanged((*kept)->unit); !changed.empty())
        reason = fmt::format("{}: '{}' has changed", file, relativePath(changed, folder.root));
    if (reason.empty())
      continue;
    console.detail(reason);
    ++contents.unusable;
    contents.unusableBytes += size;
    contents.toRemove.push_back(file);
  }
  return contents;
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  if (arguments.positional.size() > 1)
    return llvm::createStringError("'highwater cache' takes one PATH");
  std::string start = absolutePath(arguments.positional.empty() ? "." : arguments.positional.front());
  llvm::Expected<Config> config = configFor(start);
  if (!config)
    return config.takeError();
  std::optional<SummaryFolder> folder = SummaryFolder::of(start, *config);
  if (!folder)
    return llvm::createStringError(
        fmt::format("'{}' is in no project that keeps units: there is no .highwater.yaml and no .git above it, or "
                    "SummaryDir is empty",
                    start));
  Contents contents = look(*folder, console);
  if (!arguments.has("prune")) {
    llvm::outs() << fmt::format("{}: {} units, {}; {} of them cannot be used again, {}\n", folder->path, contents.units,
                                size::bytesText(contents.bytes), contents.unusable, size::bytesText(contents.unusableBytes));
    return Clean;
  }
  for (const std::string &file : contents.toRemove)
    folder->remove(file);
  folder->removeLeftovers();
  if (!contents.toRemove.empty())
    if (llvm::Error error = folder->enter({}))
      return error;
  llvm::outs() << fmt::format("{}: removed {} of {} units, {}\n", folder->path, contents.unusable, contents.units,
                              size::bytesText(contents.unusableBytes));
  return Clean;
}

const Verb cacheVerb = {syntax, run};

} // namespace highwater::driver
