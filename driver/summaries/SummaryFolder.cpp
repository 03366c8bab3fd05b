// Files are written beside their place and renamed. The index is the only file that several processes change, and is
// locked meanwhile.

#include "driver/summaries/SummaryFolder.h"

#include "driver/config/Paths.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <cstdlib>
#include <set>

namespace highwater::driver {

using llvm::StringRef;
namespace fs = llvm::sys::fs;

static constexpr StringRef extension = ".hw", unfinished = ".temp-stream-"; // as LLVM calls them

std::optional<SummaryFolder> SummaryFolder::of(StringRef file, const Config &config,
                                               std::optional<StringRef> option) {
  if (const char *off = std::getenv("HIGHWATER_NO_CACHE"); off && *off)
    return std::nullopt;
  std::optional<std::string> root = projectRoot(file);
  std::string folder = option ? option->str() : config.summaryDir.value_or(".highwater");
  if (!root || folder.empty())
    return std::nullopt;
  return SummaryFolder(pathIn(*root, folder), *root);
}

std::string SummaryFolder::fileFor(StringRef mainFile, std::uint64_t flags) const {
  std::string relative = relativePath(mainFile, root);
  std::uint64_t hash = contentHash(fmt::format("{} {:016x}", relative, flags));
  return fmt::format("{}-{:016x}{}", llvm::sys::path::filename(relative).str(), hash, extension.str());
}

llvm::Expected<std::optional<KeptUnit>> SummaryFolder::read(StringRef file) const {
  std::string name = (path + "/" + file).str();
  auto buffer = llvm::MemoryBuffer::getFile(name, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return std::nullopt;
  auto units = readStoredUnits((*buffer)->getBuffer(), name, root);
  if (!units)
    return units.takeError();
  return KeptUnit{std::move(*buffer), std::move(units->front())};
}

/// A folder of a tool, as others make theirs: version control and backups leave it alone.
llvm::Error SummaryFolder::make() const {
  if (std::error_code error = fs::create_directories(path, /*IgnoreExisting=*/true, fs::all_all))
    return llvm::createStringError(fmt::format("cannot make '{}': {}", path, error.message()));
  std::pair<StringRef, StringRef> files[] = {
      {"/.gitignore", "*\n"},
      {"/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Made by highwater. May be removed at any time.\n"}};
  for (auto [name, text] : files) {
    if (fs::exists(path + name))
      continue;
    std::error_code error;
    llvm::raw_fd_ostream out((path + name).str(), error);
    if (!error)
      out << text;
    out.clear_error();
  }
  return llvm::Error::success();
}

llvm::Error SummaryFolder::write(StringRef file, StringRef text) const {
  if (llvm::Error error = make())
    return error;
  llvm::Error error = llvm::writeToOutput(path + "/" + file.str(), [&](llvm::raw_ostream &out) {
    out << text;
    return llvm::Error::success();
  });
  if (!error)
    return llvm::Error::success();
  return llvm::createStringError("cannot write " + llvm::toString(std::move(error))); // which names the file
}

llvm::Error SummaryFolder::enter(std::vector<IndexedUnit> added) const {
  int lock = -1;
  if (!fs::openFileForWrite(path + "/lock", lock, fs::CD_OpenAlways))
    if (fs::tryLockFile(lock, std::chrono::seconds(5))) // where files cannot be locked, the last one wins
      fs::closeFile(lock), lock = -1;
  auto buffer = llvm::MemoryBuffer::getFile(indexPath(), /*IsText=*/false, /*RequiresNullTerminator=*/false);
  StringRef before = buffer ? (*buffer)->getBuffer() : StringRef();
  std::vector<IndexedUnit> units = SummaryIndex(before).expanded();
  std::set<std::string> replaced;
  for (const IndexedUnit &unit : added)
    replaced.insert(unit.mainFile);
  std::erase_if(units, [&](const IndexedUnit &unit) {
    return replaced.count(unit.mainFile) || !fs::exists(path + "/" + unit.file);
  });
  llvm::append_range(units, std::move(added));
  std::string text = indexText(std::move(units));
  llvm::Error error = text == before ? llvm::Error::success() : write("index", text);
  if (lock >= 0) {
    fs::unlockFile(lock);
    fs::closeFile(lock);
  }
  return error;
}

std::vector<std::string> SummaryFolder::files() const {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
    if (StringRef(entry->path()).ends_with(extension))
      names.push_back(llvm::sys::path::filename(entry->path()).str());
  llvm::sort(names);
  return names;
}

void SummaryFolder::remove(StringRef file) const { fs::remove(path + "/" + file); }

void SummaryFolder::removeLeftovers() const {
  auto old = std::chrono::system_clock::now() - std::chrono::hours(1); // younger ones may still be written
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    fs::file_status status;
    if (StringRef(entry->path()).contains(unfinished) && !fs::status(entry->path(), status) &&
        status.getLastModificationTime() < old)
      fs::remove(entry->path());
  }
}

} // namespace highwater::driver
