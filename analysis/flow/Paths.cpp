// Paths are looked up by their parent and last step.

#include "analysis/flow/Paths.h"

namespace highwater::flow {

Paths::Paths() { nodes.emplace_back(); }

PathId Paths::root(Root kind, unsigned index, llvm::StringRef name) {
  std::string key = std::to_string(kind) + ":" + std::to_string(index) + ":" + name.str();
  auto [entry, isNew] = roots.try_emplace(key, nodes.size());
  if (isNew) {
    Node node;
    node.root = nodes.size();
    node.kind = kind;
    node.index = index;
    node.name = name.str();
    nodes.push_back(std::move(node));
  }
  return entry->second;
}

unsigned Paths::field(llvm::StringRef name) {
  auto [entry, isNew] = fields.try_emplace(name, static_cast<unsigned>(fields.size()) + Element + 1);
  if (isNew)
    names.push_back(name.str());
  return entry->second;
}

PathId Paths::step(PathId path, unsigned step) {
  // The elements of elements are elements: one stands for all.
  if (!path || nodes[path].depth >= deepest || (step == Element && nodes[path].step == Element && !isRoot(path)))
    return path;
  auto [entry, isNew] = children.try_emplace({path, step}, static_cast<PathId>(nodes.size()));
  if (isNew) {
    Node node;
    node.parent = path;
    node.root = nodes[path].root;
    node.step = step;
    node.depth = nodes[path].depth + 1;
    node.several = nodes[path].several || step == Element;
    nodes.push_back(std::move(node));
    nodes[path].leaf = false;
  }
  return entry->second;
}

bool Paths::under(PathId path, PathId ancestor) const {
  if (nodes[path].root != nodes[ancestor].root)
    return false;
  while (nodes[path].depth > nodes[ancestor].depth)
    path = nodes[path].parent;
  return path == ancestor;
}

PathId Paths::rebase(PathId path, PathId from, PathId to) {
  if (path == from)
    return to;
  unsigned last = nodes[path].step;
  return step(rebase(nodes[path].parent, from, to), last);
}

} // namespace highwater::flow
