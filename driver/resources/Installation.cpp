// The executable is in `bin`, what it needs in `lib` and `share` beside that.

#include "driver/resources/Installation.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace highwater::driver {

std::optional<std::string> installedFile(const std::string &relative) {
  llvm::SmallString<256> self;
  if (llvm::sys::fs::real_path("/proc/self/exe", self))
    return std::nullopt;
  llvm::SmallString<256> path(llvm::sys::path::parent_path(llvm::sys::path::parent_path(self)));
  llvm::sys::path::append(path, relative);
  if (!llvm::sys::fs::exists(path))
    return std::nullopt;
  return path.str().str();
}

} // namespace highwater::driver
