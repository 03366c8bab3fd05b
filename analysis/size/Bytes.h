// Bytes as people read them.

#pragma once

#include <string>

namespace highwater::size {

/// Binary units as memory tools print them: `973 B`, `5.4 GiB`, `16.0 EiB`.
std::string bytesText(double bytes);

} // namespace highwater::size
