// The standard input of this process, where it is a file: `highwater estimate -- PROGRAM < FILE`.

#pragma once

#include <optional>
#include <string>

namespace highwater::driver {

/// The file, under a name that can be opened without moving the position of the standard input; nothing for a terminal
/// or a pipe, whose text is not known before it is read.
struct StandardInput {
  std::string path, name; ///< `name` is for people

  static std::optional<StandardInput> find();
};

/// Whoever reads it next, reads it from its start.
void rewindStandardInput();

} // namespace highwater::driver
