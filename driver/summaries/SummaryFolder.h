// The folder that a project keeps its units in: `.highwater` at its root. Several processes may use it at once.

#pragma once

#include "driver/config/Config.h"
#include "driver/summaries/StoredUnit.h"
#include "driver/summaries/SummaryIndex.h"

#include "llvm/Support/MemoryBuffer.h"

#include <memory>
#include <optional>
#include <string>

namespace highwater::driver {

/// A file of the folder.
struct KeptUnit {
  std::unique_ptr<llvm::MemoryBuffer> text;
  StoredUnit unit;
};

class SummaryFolder {
public:
  /// Both absolute; nothing is made until something is written.
  SummaryFolder(std::string path, std::string root) : path(std::move(path)), root(std::move(root)) {}

  /// That of the project of `file`. An `option` SummaryDir of .clang-tidy wins over the configuration's. Nothing outside
  /// of projects, and where the option is empty.
  static std::optional<SummaryFolder> of(llvm::StringRef file, const Config &config,
                                         std::optional<llvm::StringRef> option = std::nullopt);

  /// The name of the file for a unit that is compiled with flags of this hash.
  std::string fileFor(llvm::StringRef mainFile, std::uint64_t flags) const;

  /// Nothing when there is no such file. An error is about a file that cannot be used: damaged, or of another version.
  llvm::Expected<std::optional<KeptUnit>> read(llvm::StringRef file) const;

  /// The file appears whole or not at all.
  llvm::Error write(llvm::StringRef file, llvm::StringRef text) const;

  /// Enters units into the index, each instead of what was known of its main file.
  llvm::Error enter(std::vector<IndexedUnit> units) const;

  /// The names of the units' files, sorted.
  std::vector<std::string> files() const;

  /// Removes a file, and leftovers of processes that ended while they wrote.
  void remove(llvm::StringRef file) const;
  void removeLeftovers() const;

  std::string indexPath() const { return path + "/index"; }

  std::string path, root;

private:
  llvm::Error make() const;
};

} // namespace highwater::driver
