// The files that lie beside the executable, in the build tree as once installed.

#pragma once

#include <optional>
#include <string>

namespace highwater::driver {

/// `lib/highwater-preload.so` of the folder above the executable's; nothing when it is not there.
std::optional<std::string> installedFile(const std::string &relative);

} // namespace highwater::driver
