// Input files that were compressed with gzip: programs that read them see their text.

#pragma once

#include "driver/cli/InputFile.h"

namespace highwater::driver {

/// Whether an open file begins as gzip's files do.
bool isCompressed(int file);

/// What the text of such a file is like; `storedBytes` is the size of the file itself.
llvm::Expected<InputFile> measureCompressed(const std::string &path, double storedBytes, const SampleLimits &limits);

} // namespace highwater::driver
