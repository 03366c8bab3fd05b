// What a file is, judged by its name, as compilers do.

#pragma once

#include "llvm/ADT/StringRef.h"

namespace highwater::driver {

/// `Fragment`: text such as `.inc` that may be C or C++ where a source includes it, and may be anything else.
enum class Language { None, Source, Header, Fragment };

Language languageOf(llvm::StringRef file);

} // namespace highwater::driver
