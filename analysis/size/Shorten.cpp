// Cuts between the terms of a sum, never inside one.

#include "analysis/size/Shorten.h"

#include <tuple>

namespace highwater::size {

std::string shortened(const std::string &formula, size_t longest) {
  if (formula.size() <= longest)
    return formula;
  int depth = 0;
  size_t cut = 0;
  bool more = false, less = false; // behind the cut
  for (size_t i = 0; i + 2 < formula.size(); ++i) {
    depth += formula[i] == '(' ? 1 : formula[i] == ')' ? -1 : 0;
    bool plus = depth == 0 && formula.compare(i, 3, " + ") == 0;
    if (plus && (i < longest || !cut))
      std::tie(cut, more, less) = std::tuple(i, false, false);
    more |= plus;
    less |= depth == 0 && formula.compare(i, 3, " - ") == 0;
  }
  if (!cut)
    return formula;
  return formula.substr(0, cut) + (more ? " + …" : "") + (less ? " - …" : "");
}

} // namespace highwater::size
