// One wording for messages, reports and the command line.

#include "analysis/size/Bytes.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace highwater::size {

std::string bytesText(double bytes) {
  static constexpr const char *units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  unsigned unit = 0;
  double value = bytes;
  // 1023.96 KiB would be printed as 1024.0 KiB.
  while (unit + 1 < std::size(units) && std::abs(value) >= (unit ? 1023.95 : 1024)) {
    value /= 1024;
    ++unit;
  }
  return unit ? fmt::format("{:.1f} {}", value, units[unit]) : fmt::format("{:.0f} B", value);
}

} // namespace highwater::size
