// A control group's limit may be set on any group above the process: the smallest counts.

#include "driver/cli/Budget.h"

#include "driver/config/Bytes.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <optional>

namespace highwater::driver {

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

static std::optional<double> groupLimit() {
  auto groups = llvm::MemoryBuffer::getFileAsStream("/proc/self/cgroup");
  if (!groups)
    return std::nullopt;
  std::optional<double> smallest;
  auto consider = [&](std::optional<double> limit) {
    if (limit && (!smallest || *limit < *smallest))
      smallest = limit;
  };
  llvm::SmallVector<llvm::StringRef, 16> lines;
  (*groups)->getBuffer().split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef line : lines) {
    auto [controllers, group] = line.split(':').second.split(':');
    bool unified = controllers.empty();
    if (!unified && !controllers.contains("memory"))
      continue;
    std::string mount = unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
    const char *file = unified ? "memory.max" : "memory.limit_in_bytes";
    for (;; group = llvm::sys::path::parent_path(group)) {
      consider(readLimit(fmt::format("{}{}/{}", mount, group.str(), file)));
      if (group.empty() || group == "/")
        break;
    }
  }
  return smallest;
}

llvm::Expected<Budget> parseBudget(llvm::StringRef text) {
  if (text == "cgroup") {
    std::optional<double> limit = groupLimit();
    if (!limit)
      return llvm::createStringError("--budget cgroup: no memory limit is set on this process");
    return Budget{*limit, true, "the control group's limit of " + size::bytesText(*limit)};
  }
  std::optional<double> bytes = parseQuantity(text);
  if (!bytes)
    return llvm::createStringError(
        fmt::format("--budget takes a size such as 8GiB, or cgroup, not '{}'", text.str()));
  return Budget{*bytes, false, "the budget of " + size::bytesText(*bytes)};
}

} // namespace highwater::driver
