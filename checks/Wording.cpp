// Binary units with three figures, as memory tools print them.

#include "checks/Wording.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace highwater::checks {

using size::Expr;

std::string sizeText(const Expr &size) {
  auto constant = size.asConstant();
  if (!constant)
    return size.str();
  static constexpr const char *units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  double value = *constant;
  unsigned unit = 0;
  while (value >= 1024 && unit + 1 < std::size(units)) {
    value /= 1024;
    ++unit;
  }
  return unit == 0 ? fmt::format("{:.0f} B", value) : fmt::format("{:.1f} {}", value, units[unit]);
}

std::string differenceText(const Expr &before, const Expr &after) {
  // Of several candidate peaks the one that grows fastest is the one to speak of.
  auto largest = [](const Expr &peak) {
    std::vector<Expr> candidates = peak.operandsOfMax();
    if (candidates.empty())
      return peak;
    return *std::max_element(candidates.begin(), candidates.end(), [](const Expr &a, const Expr &b) {
      return magnitude(a) < magnitude(b);
    });
  };
  return sizeText(largest(before) - largest(after));
}

} // namespace highwater::checks
