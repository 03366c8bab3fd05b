// Formulas as they fit into a line of text.

#pragma once

#include <string>

namespace highwater::size {

/// A printed formula cut behind the last whole term within `longest` characters, with `+ …` for the rest, and `- …` if
/// some of it is subtracted; whole if it fits, or if it has one term only.
std::string shortened(const std::string &formula, size_t longest);

} // namespace highwater::size
