// Contents of files that differ from what is on disk: what a commit would contain while the working tree has moved on.

#pragma once

#include "llvm/Support/VirtualFileSystem.h"

#include <map>
#include <optional>
#include <string>

namespace highwater::driver {

struct Overlay {
  std::map<std::string, std::string> contents; ///< by absolute path

  bool has(llvm::StringRef file) const { return contents.count(file.str()) != 0; }
};

/// The disk under `overlay`, as seen from the working directory of now. `overlay` may be null and must outlive it.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystem(const Overlay *overlay);

/// The text of `file` in `overlay`, else on disk; nothing when it cannot be read.
std::optional<std::string> readThrough(const Overlay *overlay, llvm::StringRef file);

} // namespace highwater::driver
