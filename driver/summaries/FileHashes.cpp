// The system's headers are in the inputs of every unit, which is why hashes are kept.

#include "driver/summaries/FileHashes.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace highwater::driver {

std::optional<std::uint64_t> FileHashes::of(const std::string &path) {
  {
    std::lock_guard<std::mutex> lock(mutex);
    if (auto found = assumed.find(path); found != assumed.end())
      return found->second;
  }
  llvm::sys::fs::file_status status;
  if (llvm::sys::fs::status(path, status))
    return std::nullopt;
  std::int64_t time = status.getLastModificationTime().time_since_epoch().count();
  {
    std::lock_guard<std::mutex> lock(mutex);
    if (auto found = known.find(path);
        found != known.end() && found->second.time == time && found->second.size == status.getSize())
      return found->second.hash;
  }
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return std::nullopt;
  std::uint64_t hash = contentHash((*buffer)->getBuffer());
  std::lock_guard<std::mutex> lock(mutex);
  known[path] = {time, status.getSize(), hash};
  return hash;
}

void FileHashes::assume(const std::string &path, llvm::StringRef text) {
  std::lock_guard<std::mutex> lock(mutex);
  assumed[path] = contentHash(text);
}

std::string FileHashes::firstChanged(const StoredUnit &unit, Leniency leniency) {
  for (const Input &input : unit.inputs) {
    if (leniency == HeadersOnly && input.path == unit.mainFile)
      continue;
    std::optional<std::uint64_t> hash = of(input.path);
    if (hash ? *hash != input.hash : leniency != AbsentIsFresh)
      return input.path;
  }
  return "";
}

} // namespace highwater::driver
