// A name is close when at most a third of it, rounded up, has to change.

#include "driver/config/Nearest.h"

#include "fmt/format.h"

namespace highwater::driver {

std::string nearestHint(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> candidates) {
  unsigned best = (name.size() + 2) / 3 + 1;
  llvm::StringRef nearest;
  for (llvm::StringRef candidate : candidates) {
    unsigned distance = name.edit_distance(candidate, /*AllowReplacements=*/true, best);
    if (distance == 0 || distance >= best)
      continue;
    best = distance;
    nearest = candidate;
  }
  if (nearest.empty())
    return "";
  return fmt::format("; did you mean '{}'?", nearest.str());
}

} // namespace highwater::driver
