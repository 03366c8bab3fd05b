// Which lines a commit changes, and the contents it would have.

#pragma once

#include "driver/cli/Overlay.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace highwater::driver {

/// What became of a file. A file that was deleted is in no list.
struct ChangedFile {
  bool whole = false;                              ///< new, or asked for as a whole: all lines
  std::vector<std::pair<unsigned, unsigned>> lines; ///< first and last, from 1, in order
  std::string formerName;                          ///< absolute; of a file that was renamed

  bool any() const { return whole || !lines.empty(); }
  bool touches(unsigned first, unsigned last) const;
};

struct Changes {
  std::string root;                         ///< of the working tree, as the working directory is spelled
  std::map<std::string, ChangedFile> files; ///< by absolute path
  std::shared_ptr<Overlay> overlay;         ///< where the contents looked at are not those on disk
  std::string against;                      ///< for messages: `HEAD`, `origin/main`

  /// Nothing when `file`, which may be spelled through symbolic links, has not changed.
  const ChangedFile *find(llvm::StringRef file) const;
};

/// Whether the lines of a commit are asked about, or those since a revision.
struct ChangeQuery {
  std::string since;              ///< empty: what a commit would contain, that is the index against HEAD
  std::vector<std::string> paths; ///< the repository is the one of the first, or of the working directory
};

/// With `since`, the lines of the working tree that differ from where it branched off `since`; files that git does not
/// know, and does not ignore, count whole. Under pre-commit, the range that it was asked about wins over the index.
/// An error is no repository, or no such revision.
llvm::Expected<Changes> findChanges(const ChangeQuery &query);

} // namespace highwater::driver
