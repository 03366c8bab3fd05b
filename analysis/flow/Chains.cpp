// `table[i] = node`, where the node is one of those behind `old[j]`: `deref(element(…))`, or behind a link in one.

#include "analysis/flow/Chains.h"

#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Subject;

/// Whether one place is another one, or is led to by what lies there.
static bool isBehind(const Subject &place, const Subject &first) {
  if (place == first)
    return true;
  bool step = (place.head() == "deref" || place.head() == "field") && !place.parts().empty();
  return step && isBehind(place.parts()[0], first);
}

ValueRef asChain(const ValueRef &pointer) {
  if (pointer->kind != Value::Pointer || !pointer->origin.empty() || pointer->parts.count("target") || pointer->targets.empty())
    return pointer;
  for (const Location &first : pointer->targets) {
    const Subject &node = first.root.external;
    bool inTable = first.path.empty() && node.head() == "deref" && isNode(first.rootType) &&
                   (node.parts()[0].head() == "element" || node.parts()[0].head() == "deref");
    bool all = inTable && llvm::all_of(pointer->targets, [&](const Location &target) {
                 return target.path.empty() && isBehind(target.root.external, node);
               });
    if (all)
      return changed(pointer, [&](Value &copy) { copy.origin = node.parts()[0]; });
  }
  return pointer;
}

ValueRef besideOthers(const ValueRef &before, const ValueRef &pointer) {
  bool owned = before->kind == Value::Pointer && (!before->origin.empty() || before->parts.count("target"));
  if (!owned || pointer->kind != Value::Pointer || !pointer->origin.empty() || pointer->parts.count("target") || pointer->targets.empty())
    return pointer;
  std::vector<Location> targets = before->targets;
  llvm::append_range(targets, pointer->targets);
  llvm::sort(targets);
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  if (tooMany(targets))
    return before;
  return changed(before, [&](Value &copy) { copy.targets = targets; });
}

} // namespace highwater::flow
