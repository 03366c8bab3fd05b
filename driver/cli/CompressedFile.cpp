// One pass that counts lines; the sample is the head. Of very large files the rest is taken to be like the beginning.

#include "driver/cli/CompressedFile.h"

#include "fmt/format.h"

#include <algorithm>
#include <memory>
#include <unistd.h>
#include <vector>
#include <zlib.h>

namespace highwater::driver {

bool isCompressed(int file) {
  unsigned char head[2];
  return ::pread(file, head, sizeof head, 0) == sizeof head && head[0] == 0x1f && head[1] == 0x8b;
}

llvm::Expected<InputFile> measureCompressed(const std::string &path, double storedBytes, const SampleLimits &limits) {
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file)
    return llvm::createStringError(fmt::format("{}: cannot be opened", path));
  InputFile result;
  std::vector<char> block(1 << 20);
  char last = '\n';
  int got = 0;
  while (result.bytes < limits.countBytes && (got = gzread(file.get(), block.data(), block.size())) > 0) {
    result.bytes += got;
    result.rows += std::count(block.data(), block.data() + got, '\n');
    last = block[got - 1];
    if (result.sample.size() < limits.wholeBytes)
      result.sample.append(block.data(), std::min<size_t>(got, limits.wholeBytes - result.sample.size()));
  }
  if (got < 0)
    return llvm::createStringError(fmt::format("{}: is not what gzip wrote", path));
  result.whole = got == 0 && result.sample.size() == result.bytes;
  if (!result.whole)
    result.sample.resize(result.sample.rfind('\n') + 1);
  if (got == 0) {
    result.rows += last != '\n';
    return result;
  }
  double more = storedBytes / std::max<double>(1, gzoffset(file.get()));
  result.bytes *= more;
  result.rows *= more;
  result.rowsError = 0.1;
  return result;
}

} // namespace highwater::driver
