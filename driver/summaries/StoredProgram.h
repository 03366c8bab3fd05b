// The functions of other units that some units call, read from where units are kept. Every face that knows less than the
// whole program asks here, so that all of them find the same.

#pragma once

#include "driver/summaries/FileHashes.h"
#include "driver/summaries/StoredFunctions.h"
#include "driver/summaries/SummaryFolder.h"
#include "driver/summaries/SummaryIndex.h"

#include <map>
#include <memory>
#include <optional>

namespace highwater::driver {

/// Units that are kept. Serves one question, on one thread.
class StoredProgram {
public:
  /// Those of a folder whose sources are what they were. Files that cannot be used are as if they were not there.
  StoredProgram(const SummaryFolder &folder, FileHashes &hashes);

  /// A unit at hand, whose text outlives this, and the file that it came from.
  struct Given {
    StoredUnit unit;
    std::string path;
  };
  /// All of them are taken as they are.
  static llvm::Expected<StoredProgram> of(llvm::ArrayRef<Given> units, std::string root);

  /// What functions of `units` reach, directly or not, in other units. Each result holds those functions alone.
  std::vector<events::Unit> calleesOf(llvm::ArrayRef<events::Unit> units);

private:
  explicit StoredProgram(std::string root) : root(std::move(root)) {}

  struct Section {
    std::string mainFile; ///< absolute
    std::string file;     ///< in the folder
    bool isAtHand = false; ///< the asker has its main file, perhaps changed: only what is in headers counts
    bool opened = false;
    std::unique_ptr<llvm::MemoryBuffer> text;
    std::optional<StoredFunctions> functions;
  };
  class Closure;

  std::vector<unsigned> candidates(std::uint64_t key) const;
  StoredFunctions *open(Section &section);

  std::string root;
  const SummaryFolder *folder = nullptr;
  FileHashes *hashes = nullptr;
  std::unique_ptr<llvm::MemoryBuffer> indexText;
  std::optional<SummaryIndex> index;
  std::multimap<std::uint64_t, unsigned> keys; ///< instead of an index
  std::vector<Section> sections;
};

} // namespace highwater::driver
