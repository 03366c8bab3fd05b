// The contents are not copied: buffers refer to the overlay's strings.

#include "driver/cli/Overlay.h"

#include "llvm/Support/MemoryBuffer.h"

namespace highwater::driver {

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystem(const Overlay *overlay) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = llvm::vfs::getRealFileSystem();
  if (!overlay || overlay->contents.empty())
    return disk;
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[file, text] : overlay->contents)
    memory->addFileNoOwn(file, 0, llvm::MemoryBufferRef(text, file));
  auto both = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(disk);
  both->pushOverlay(memory);
  return both;
}

std::optional<std::string> readThrough(const Overlay *overlay, llvm::StringRef file) {
  if (overlay)
    if (auto found = overlay->contents.find(file.str()); found != overlay->contents.end())
      return found->second;
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer)
    return std::nullopt;
  return (*buffer)->getBuffer().str();
}

} // namespace highwater::driver
