// clang looks beside its own executable, where there is nothing of it in our case; the library leads to the headers.

#include "driver/resources/ResourceFolder.h"

#include "fmt/format.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <dlfcn.h>
#include <vector>

namespace highwater::driver {

llvm::Expected<std::string> findResourceFolder() {
  std::vector<std::string> folders;
  Dl_info library;
  auto *inside = reinterpret_cast<const void *>(&clang::getClangRevision);
  if (dladdr(inside, &library) && library.dli_fname) {
    llvm::SmallString<256> real;
    if (!llvm::sys::fs::real_path(library.dli_fname, real))
      folders.push_back(llvm::sys::path::parent_path(real).str());
  }
  folders.push_back(HIGHWATER_LLVM_LIBRARY_DIR);
  for (const std::string &folder : folders) {
    std::string candidate = fmt::format("{}/clang/{}", folder, CLANG_VERSION_MAJOR);
    if (llvm::sys::fs::exists(candidate + "/include/stddef.h"))
      return candidate;
  }
  return llvm::createStringError(fmt::format(
      "clang's own headers (stddef.h) are not in {}/clang/{}; install libclang-common-{}-dev",
      folders.front(), CLANG_VERSION_MAJOR, CLANG_VERSION_MAJOR));
}

} // namespace highwater::driver
