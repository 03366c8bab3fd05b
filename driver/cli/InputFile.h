// What one input file is like: its size, its number of lines, and a sample of its text.

#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace highwater::driver {

struct InputFile {
  double bytes = 0;
  double rows = 0;         ///< lines; one without a newline at the end counts
  double rowsError = 0;    ///< relative; 0 when they were counted
  std::string sample;      ///< whole lines: from the head, evenly spread places, and the tail
  std::string head;        ///< its beginning, byte by byte
  bool whole = false;      ///< the sample is the file
};

struct SampleLimits {
  double countBytes = 4.0 * (1ull << 30); ///< larger files have their lines estimated from the sample
  size_t wholeBytes = 8 << 20;            ///< smaller files are their own sample
  size_t blockBytes = 64 << 10; ///< also of the head
  unsigned blocks = 96;
};

llvm::Expected<InputFile> measureFile(llvm::StringRef path, const SampleLimits &limits = {});

} // namespace highwater::driver
