// Cuts between the terms of a sum, never inside one.

#include "analysis/size/Shorten.h"

namespace highwater::size {

std::string shortened(const std::string &formula, size_t longest) {
  if (formula.size() <= longest)
    return formula;
  int depth = 0;
  size_t cut = 0;
  for (size_t i = 0; i + 2 < formula.size() && (i < longest || !cut); ++i) {
    depth += formula[i] == '(' ? 1 : formula[i] == ')' ? -1 : 0;
    if (depth == 0 && formula.compare(i, 3, " + ") == 0)
      cut = i;
  }
  return cut ? formula.substr(0, cut) + " + …" : formula;
}

} // namespace highwater::size
