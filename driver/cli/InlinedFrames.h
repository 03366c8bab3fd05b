// The lines at an address of a program, those of inlined functions too: massif names one for each address at most.

#pragma once

#include "driver/cli/Profile.h"

#include "llvm/DebugInfo/Symbolize/Symbolize.h"

namespace highwater::driver {

class InlinedFrames {
public:
  explicit InlinedFrames(llvm::StringRef program) : program(program) {}

  /// The frames at `address`, innermost first; only `known`, what massif says of it, where the program's debug
  /// information says something else.
  std::vector<ProfileFrame> at(uint64_t address, const ProfileFrame &known);
  /// The frames at an address of the file `object`, which massif could not read lines of.
  std::vector<ProfileFrame> at(uint64_t address, llvm::StringRef object);

private:
  std::vector<ProfileFrame> framesAt(uint64_t address);

  std::string program; ///< path
  llvm::symbolize::LLVMSymbolizer symbolizer;
};

} // namespace highwater::driver
