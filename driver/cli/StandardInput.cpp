// Opening the entry of /proc gives the file a position of its own.

#include "driver/cli/StandardInput.h"

#include "driver/config/Paths.h"

#include "llvm/Support/FileSystem.h"

#include <sys/stat.h>
#include <unistd.h>

namespace highwater::driver {

static constexpr char entry[] = "/proc/self/fd/0";

static bool isFile() {
  struct stat status;
  return ::fstat(0, &status) == 0 && S_ISREG(status.st_mode);
}

std::optional<StandardInput> StandardInput::find() {
  if (!isFile())
    return std::nullopt;
  llvm::SmallString<128> name, folder;
  if (llvm::sys::fs::real_path(entry, name) || llvm::sys::fs::current_path(folder))
    return std::nullopt;
  return StandardInput{entry, relativePath(name.str().str(), folder.str())};
}

void rewindStandardInput() {
  if (isFile())
    ::lseek(0, 0, SEEK_SET);
}

} // namespace highwater::driver
