// Reading is bounded: one pass that counts newlines, and a sample of a few MiB.

#include "driver/cli/InputFile.h"

#include "driver/cli/CompressedFile.h"

#include "fmt/format.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace highwater::driver {

namespace {

/// An open file; closed at the end of the scope.
struct Descriptor {
  explicit Descriptor(const std::string &path) : number(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number >= 0)
      ::close(number);
  }
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  int number;
};

} // namespace

static llvm::Error failure(llvm::StringRef path, const char *what) {
  return llvm::createStringError(fmt::format("{}: {}", path.str(), what));
}

static std::string readAt(int file, off_t offset, size_t size) {
  std::string text(size, '\0');
  size_t filled = 0;
  while (filled < size) {
    ssize_t got = ::pread(file, text.data() + filled, size - filled, offset + filled);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    filled += got;
  }
  text.resize(filled);
  return text;
}

static double countLines(int file) {
  std::vector<char> buffer(1 << 20);
  double lines = 0;
  char last = '\n';
  for (off_t offset = 0;;) {
    ssize_t got = ::pread(file, buffer.data(), buffer.size(), offset);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    lines += std::count(buffer.data(), buffer.data() + got, '\n');
    last = buffer[got - 1];
    offset += got;
  }
  return last == '\n' ? lines : lines + 1;
}

/// The whole lines of a block that starts and ends anywhere.
static llvm::StringRef wholeLines(llvm::StringRef block) {
  size_t begin = block.find('\n'), end = block.rfind('\n');
  if (begin == llvm::StringRef::npos || begin == end)
    return "";
  return block.slice(begin + 1, end + 1);
}

static std::string spreadSample(int file, off_t bytes, const SampleLimits &limits) {
  std::string sample;
  off_t step = bytes / limits.blocks;
  for (unsigned i = 0; i < limits.blocks; ++i) {
    // The first block is the head, the last one ends at the end.
    off_t offset = i + 1 == limits.blocks ? bytes - off_t(limits.blockBytes) : step * i;
    std::string block = readAt(file, offset, limits.blockBytes);
    if (i == 0)
      block.insert(block.begin(), '\n');
    sample += wholeLines(block);
  }
  return sample;
}

llvm::Expected<InputFile> measureFile(llvm::StringRef path, const SampleLimits &limits) {
  std::string name = path.str();
  Descriptor file(name);
  if (file.number < 0)
    return failure(path, std::strerror(errno));
  struct stat status;
  if (::fstat(file.number, &status) != 0)
    return failure(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode))
    return failure(path, std::strerror(EISDIR));
  if (!S_ISREG(status.st_mode))
    return failure(path, "not a regular file, so its size is not known");

  if (isCompressed(file.number))
    return measureCompressed(name, static_cast<double>(status.st_size), limits);

  InputFile result;
  result.bytes = static_cast<double>(status.st_size);
  result.whole = result.bytes <= static_cast<double>(limits.wholeBytes);
  result.sample = result.whole ? readAt(file.number, 0, status.st_size)
                               : spreadSample(file.number, status.st_size, limits);
  result.head = readAt(file.number, 0, std::min<size_t>(status.st_size, limits.blockBytes));
  if (result.bytes <= limits.countBytes) {
    result.rows = countLines(file.number);
    return result;
  }
  double lines = std::count(result.sample.begin(), result.sample.end(), '\n');
  result.rows = lines == 0 ? 1 : lines * (result.bytes / result.sample.size());
  // Blocks, not lines, were drawn at random.
  result.rowsError = 2 / std::sqrt(limits.blocks);
  return result;
}

} // namespace highwater::driver
