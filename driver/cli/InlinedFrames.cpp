// Addresses are those of a run under valgrind, which always loads a position independent program at the same place.

#include "driver/cli/InlinedFrames.h"

#include "llvm/DebugInfo/DIContext.h"
#include "llvm/Support/Path.h"

namespace highwater::driver {

static constexpr uint64_t loadedAt = 0x108000;

std::vector<ProfileFrame> InlinedFrames::framesAt(uint64_t address) {
  auto found = symbolizer.symbolizeInlinedCode(program, {address, llvm::object::SectionedAddress::UndefSection});
  if (!found) {
    llvm::consumeError(found.takeError());
    return {};
  }
  std::vector<ProfileFrame> frames;
  for (uint32_t i = 0; i < found->getNumberOfFrames(); ++i)
    if (const llvm::DILineInfo &each = found->getFrame(i); each.Line != 0)
      frames.push_back({each.FileName, each.Line});
  return frames;
}

std::vector<ProfileFrame> InlinedFrames::at(uint64_t address, const ProfileFrame &known) {
  for (uint64_t base : {loadedAt, uint64_t(0)}) {
    if (address < base)
      continue;
    std::vector<ProfileFrame> frames = framesAt(address - base);
    if (!frames.empty() && frames.front().line == known.line &&
        llvm::sys::path::filename(frames.front().file) == llvm::sys::path::filename(known.file))
      return frames;
  }
  return {known};
}

std::vector<ProfileFrame> InlinedFrames::at(uint64_t address, llvm::StringRef object) {
  if (llvm::sys::path::filename(object) != llvm::sys::path::filename(program))
    return {};
  std::vector<ProfileFrame> frames;
  for (uint64_t base : {loadedAt, uint64_t(0)})
    if (frames.empty() && address >= base)
      frames = framesAt(address - base);
  return frames;
}

} // namespace highwater::driver
