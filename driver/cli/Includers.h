// Which sources of a database include a header, found by reading #include lines instead of preprocessing everything.

#pragma once

#include "driver/cli/Database.h"

#include "llvm/ADT/StringMap.h"

#include <memory>
#include <string>
#include <vector>

namespace highwater::driver {

/// Remembers what it has read. Conditions around an #include are not evaluated, and system folders not entered: it may
/// name a source that does not include the header after all, cheapest guess first.
class Includers {
public:
  /// `overlay` may be null.
  Includers(const Database &database, std::shared_ptr<const Overlay> overlay);

  /// Indices of commands whose source reaches `header`: the one that shares its name first, then by how much of the
  /// project they pull in.
  std::vector<size_t> of(llvm::StringRef header);

private:
  struct Include {
    std::string name;
    bool quoted = false;
  };
  struct File {
    std::string path;
    std::vector<Include> includes;
    bool read = false;
  };
  using FolderList = std::vector<std::string>;

  unsigned fileAt(const std::string &path);
  const std::vector<Include> &includesOf(unsigned file);
  /// The file that `include` means there; ~0u when it is none of the project's.
  unsigned resolve(const Include &include, unsigned from, unsigned folders);
  bool exists(const std::string &path);
  unsigned foldersOf(const Command &command);
  /// Every file that the command's source leads to.
  const std::vector<unsigned> &reach(size_t command);

  const Database &database;
  std::shared_ptr<const Overlay> overlay;
  std::vector<File> files;
  llvm::StringMap<unsigned> indices;
  llvm::StringMap<bool> existing;
  std::vector<FolderList> folderLists;
  llvm::StringMap<unsigned> folderListIndices;
  llvm::StringMap<unsigned> resolved; ///< by folder list, place and name
  std::vector<std::vector<unsigned>> reached; ///< by command; sorted; empty: not asked yet
};

/// Whether the words of a command have a flag that puts a folder on the search path, and which: `-I`, `-iquote`.
std::vector<std::string> includeFolders(const Command &command);

} // namespace highwater::driver
