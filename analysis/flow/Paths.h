// Names of places as one number each: a root and the steps from it, the same for all functions of a program.

#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace highwater::flow {

using PathId = unsigned; ///< 0 is no place

/// Interns paths. Roots that a caller knows (parameters, the object, globals, the result) mean the same in every
/// function; variables and blocks of memory are those of the function that is being looked at.
class Paths {
public:
  enum Root { Parameter, This, Result, Global, Variable, Block };
  enum : unsigned { Deref = 0, Element = 1 }; ///< steps; names of fields follow

  Paths();

  PathId root(Root kind, unsigned index, llvm::StringRef name = "");
  /// One step further; paths do not get longer than `deepest`.
  PathId step(PathId path, unsigned step);
  unsigned field(llvm::StringRef name);
  llvm::StringRef fieldName(unsigned step) const { return names[step - Element - 1]; }

  PathId parent(PathId path) const { return nodes[path].parent; }
  unsigned lastStep(PathId path) const { return nodes[path].step; }
  unsigned depth(PathId path) const { return nodes[path].depth; } ///< steps from its root
  PathId rootOf(PathId path) const { return nodes[path].root; }
  Root kind(PathId path) const { return nodes[nodes[path].root].kind; }
  unsigned index(PathId path) const { return nodes[nodes[path].root].index; } ///< of its root
  llvm::StringRef name(PathId path) const { return nodes[nodes[path].root].name; } ///< of its root
  bool isRoot(PathId path) const { return nodes[path].parent == 0; }
  /// Whether a caller can see it.
  bool external(PathId path) const { return kind(path) <= Global; }
  bool under(PathId path, PathId ancestor) const;
  /// Whether nothing inside it has a name: most places, and what is asked first of them.
  bool isLeaf(PathId path) const { return nodes[path].leaf; }
  /// Stands for several objects: a change to it may leave some of them.
  bool several(PathId path) const { return nodes[path].several; }
  /// `path`, which is under `from`, with `to` in its place.
  PathId rebase(PathId path, PathId from, PathId to);

private:
  static constexpr unsigned deepest = 10;
  struct Node {
    PathId parent = 0, root = 0;
    unsigned step = 0, depth = 0;
    bool several = false, leaf = true;
    Root kind = Variable;   ///< of a root
    unsigned index = 0;
    std::string name;
  };
  std::vector<Node> nodes;
  llvm::StringMap<PathId> roots;
  llvm::StringMap<unsigned> fields;
  std::vector<std::string> names;   ///< of fields, by step
  llvm::DenseMap<std::pair<unsigned, unsigned>, PathId> children;
};

} // namespace highwater::flow
