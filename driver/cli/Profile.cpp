// Which profiler wrote a file is told by its first bytes. The programs that heaptrack compresses with undo it.

#include "driver/cli/Profile.h"

#include "fmt/format.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

namespace highwater::driver {

using llvm::StringRef;

llvm::Error profileError(StringRef name, size_t line, StringRef what) {
  return llvm::createStringError(fmt::format("{}:{}: {}", name.str(), line, what.str()));
}

static llvm::Expected<Profile> readPlain(StringRef name, StringRef text, StringRef program) {
  if (text.starts_with("desc: "))
    return readMassif(name, text, program);
  if (text.starts_with("v "))
    return readHeaptrack(name, text);
  return profileError(name, 1, "neither a file of massif ('desc: …') nor one of heaptrack ('v …')");
}

static llvm::Expected<Profile> readCompressed(StringRef path, StringRef tool, StringRef profiled) {
  llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName(tool);
  if (!program)
    return llvm::createStringError(fmt::format("{}: reading it takes the program '{}'", path.str(), tool.str()));
  llvm::SmallString<128> plain;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("highwater-profile", "txt", plain))
    return llvm::createStringError(fmt::format("no temporary file: {}", error.message()));
  llvm::scope_exit remove([&] { llvm::sys::fs::remove(plain); });
  std::string error;
  std::optional<StringRef> redirects[] = {StringRef(), StringRef(plain), StringRef()};
  if (llvm::sys::ExecuteAndWait(*program, {tool, "-dcq", path}, std::nullopt, redirects, 0, 0, &error) != 0)
    return profileError(path, 1, fmt::format("'{}' cannot decompress it", tool.str()));
  auto buffer = llvm::MemoryBuffer::getFile(plain, false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return llvm::createStringError(fmt::format("{}: {}", plain.str().str(), buffer.getError().message()));
  return readPlain(path, (*buffer)->getBuffer(), profiled);
}

llvm::Expected<Profile> readProfile(StringRef path, StringRef program) {
  auto buffer = llvm::MemoryBuffer::getFile(path, false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return llvm::createStringError(fmt::format("{}: {}", path.str(), buffer.getError().message()));
  StringRef text = (*buffer)->getBuffer();
  if (text.starts_with("\x28\xb5\x2f\xfd"))
    return readCompressed(path, "zstd", program);
  if (text.starts_with("\x1f\x8b"))
    return readCompressed(path, "gzip", program);
  return readPlain(path, text, program);
}

} // namespace highwater::driver
