// In a container, groups above its own are not there to be read, and its own may be the root of what is.

#include "driver/config/ControlGroup.h"

#include "fmt/format.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace highwater::driver {

using llvm::StringRef;

static std::optional<double> readLimit(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFileAsStream(path);
  if (!buffer)
    return std::nullopt;
  unsigned long long bytes = 0;
  // Version 2 says `max`, version 1 a number near 2^63, for no limit.
  if ((*buffer)->getBuffer().trim().getAsInteger(10, bytes) || bytes >= 1ull << 62)
    return std::nullopt;
  return static_cast<double>(bytes);
}

std::optional<double> memoryLimit(StringRef root) {
  auto groups = llvm::MemoryBuffer::getFileAsStream(root.str() + "/proc/self/cgroup");
  if (!groups)
    return std::nullopt;
  std::optional<double> smallest;
  llvm::SmallVector<StringRef, 16> lines;
  (*groups)->getBuffer().split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef line : lines) { // 5:cpu,memory:/user.slice or, of version 2, 0::/user.slice
    auto [controllers, group] = line.split(':').second.split(':');
    bool unified = controllers.empty();
    llvm::SmallVector<StringRef, 8> names;
    controllers.split(names, ',');
    if (!unified && !llvm::is_contained(names, "memory"))
      continue;
    std::string mount = root.str() + (unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory");
    for (;; group = llvm::sys::path::parent_path(group)) {
      std::optional<double> limit =
          readLimit(fmt::format("{}{}/{}", mount, group.str(), unified ? "memory.max" : "memory.limit_in_bytes"));
      if (limit && (!smallest || *limit < *smallest))
        smallest = limit;
      if (group.empty() || group == "/")
        break;
    }
  }
  return smallest;
}

} // namespace highwater::driver
