// What `.clang-tidy` and `.clangd` make of the checks in an editor.

#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace highwater::driver {

struct EditorSettings {
  std::string clangd;                ///< the nearest `.clangd`; empty when there is none
  std::vector<std::string> silenced; ///< checks, as `highwater-late-release`, that will not show
  std::vector<std::string> problems; ///< what is wrong with the file, one line each
};

/// As they hold for a source in `folder`.
EditorSettings editorSettings(llvm::StringRef folder);

} // namespace highwater::driver
