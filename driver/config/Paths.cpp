// By text alone: the names come from the compiler, absolute and without dots.

#include "driver/config/Paths.h"

#include "llvm/Support/Path.h"

namespace highwater::driver {

std::string relativePath(llvm::StringRef file, llvm::StringRef root) {
  llvm::StringRef rest = file;
  if (!root.empty() && rest.consume_front(root.rtrim('/')) && rest.consume_front("/"))
    return rest.str();
  return file.str();
}

std::string pathIn(llvm::StringRef root, llvm::StringRef file) {
  if (root.empty() || file.empty() || llvm::sys::path::is_absolute(file))
    return file.str();
  return (root.rtrim('/') + "/" + file).str();
}

} // namespace highwater::driver
