// What differs between the two programs that run our checks as checks of clang-tidy.

#pragma once

namespace highwater::tidy {

/// In clangd, people see one file, and nothing of what is printed: what goes wrong is shown in that file, and a fix
/// under a title of its own. Each host defines it.
extern const bool inEditor;

} // namespace highwater::tidy
