// What a heap profiler measured of a run: the stacks whose bytes were live at its peak.

#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace highwater::driver {

struct ProfileFrame {
  std::string file; ///< as the profiler names it, perhaps without its folder
  unsigned line = 0;
};

struct ProfileStack {
  double bytes = 0;                 ///< as the program asked for them
  std::vector<ProfileFrame> frames; ///< innermost first; those without a line are left out
};

struct Profile {
  std::string tool;
  double bytes = 0;   ///< live at the peak, as the program asked for them
  double charged = 0; ///< the same with what the allocator adds
  std::vector<ProfileStack> stacks;
};

/// A file of massif, or of heaptrack: plain, or compressed by zstd or gzip. `program` is the path of what was run. Errors
/// name file and line.
llvm::Expected<Profile> readProfile(llvm::StringRef path, llvm::StringRef program);

/// Of the text of a file; `name` is for errors.
llvm::Expected<Profile> readMassif(llvm::StringRef name, llvm::StringRef text, llvm::StringRef program);
llvm::Expected<Profile> readHeaptrack(llvm::StringRef name, llvm::StringRef text);

/// `FILE:LINE: what`.
llvm::Error profileError(llvm::StringRef name, size_t line, llvm::StringRef what);

} // namespace highwater::driver
