// Which checks an editor runs: what `.clang-tidy` and `.clangd` say, and ours where they say nothing about them.

#pragma once

#include <string>

namespace highwater::driver {

/// `checks` is a list of globs as clang-tidy has it, `-` before those that are left out, the last match winning. Ours
/// are added unless it names them in either way, or ends by leaving everything out (`-*`), as for a folder of others.
std::string withOurChecks(std::string checks);

} // namespace highwater::driver
