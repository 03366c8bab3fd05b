// Reading is bounded: one pass that counts newlines, and a sample of a few MiB.

#include "driver/cli/InputFile.h"

#include "driver/cli/CompressedFile.h"

#include "fmt/format.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

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

/// Where the blocks of a sample begin: the first is the head, the last one ends at the end.
static std::vector<off_t> blockOffsets(off_t bytes, const SampleLimits &limits) {
  std::vector<off_t> offsets;
  for (unsigned i = 0; i < limits.blocks; ++i)
    offsets.push_back(i + 1 == limits.blocks ? bytes - off_t(limits.blockBytes) : bytes / limits.blocks * i);
  return offsets;
}

namespace {

struct LineCount {
  double lines = 0;
  std::vector<double> before; ///< newlines before each of the offsets that were asked for
};

} // namespace

/// `offsets`: ascending.
static LineCount countLines(int file, llvm::ArrayRef<off_t> offsets) {
  std::vector<char> buffer(1 << 20);
  LineCount result;
  char last = '\n';
  for (off_t offset = 0;;) {
    size_t wanted = buffer.size();
    if (result.before.size() < offsets.size())
      wanted = std::min<size_t>(wanted, offsets[result.before.size()] - offset);
    if (wanted == 0) {
      result.before.push_back(result.lines);
      continue;
    }
    ssize_t got = ::pread(file, buffer.data(), wanted, offset);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    result.lines += std::count(buffer.data(), buffer.data() + got, '\n');
    last = buffer[got - 1];
    offset += got;
  }
  result.lines += last != '\n';
  return result;
}

static llvm::StringRef withoutLines(llvm::StringRef text, unsigned count) {
  for (; count > 0 && !text.empty(); --count)
    text = text.substr(std::min(text.find('\n'), text.size() - 1) + 1);
  return text;
}

/// Of lines of which the first is behind so many others, whole rounds of 12, if there are any, else whole lines: lines of
/// several kinds take turns, and a sample of whole rounds of 2, 3, 4, 6 or 12 lines has each kind at its place.
static llvm::StringRef wholeRounds(llvm::StringRef text, double before) {
  constexpr unsigned round = 12;
  llvm::StringRef aligned = withoutLines(text, std::fmod(round - std::fmod(before, round), round));
  size_t end = 0, lines = 0;
  for (size_t at = aligned.find('\n'); at != llvm::StringRef::npos; at = aligned.find('\n', at + 1))
    if (++lines % round == 0)
      end = at + 1;
  return end ? aligned.take_front(end) : text.take_front(text.rfind('\n') + 1);
}

static std::string spreadSample(int file, llvm::ArrayRef<off_t> offsets, llvm::ArrayRef<double> before, size_t blockBytes) {
  std::string sample;
  for (auto [offset, lines] : llvm::zip(offsets, before)) {
    std::string block = readAt(file, offset, blockBytes);
    unsigned cut = offset > 0; // there it begins in the middle of a line
    sample += wholeRounds(withoutLines(block, cut), lines + cut);
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
  std::vector<off_t> offsets = result.whole ? std::vector<off_t>() : blockOffsets(status.st_size, limits);
  bool counted = result.bytes <= limits.countBytes;
  LineCount count = counted ? countLines(file.number, offsets) : LineCount{0, std::vector<double>(offsets.size())};
  result.sample = result.whole ? readAt(file.number, 0, status.st_size)
                               : spreadSample(file.number, offsets, count.before, limits.blockBytes);
  result.head = readAt(file.number, 0, std::min<size_t>(status.st_size, limits.blockBytes));
  if (counted) {
    result.rows = count.lines;
    return result;
  }
  double lines = std::count(result.sample.begin(), result.sample.end(), '\n');
  result.rows = lines == 0 ? 1 : lines * (result.bytes / result.sample.size());
  // Blocks, not lines, were drawn at random.
  result.rowsError = 2 / std::sqrt(limits.blocks);
  return result;
}

} // namespace highwater::driver
