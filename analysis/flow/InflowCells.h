// What is known of objects, by path.

#pragma once

#include "analysis/flow/Origin.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace highwater::flow {

/// A function, or a callable object, that a value leads to.
struct FunctionValue {
  std::string usr;
  PathId object = 0;                ///< where its captures are
  bool operator==(const FunctionValue &) const = default;
};

/// What is known of one object; what is inside it and has no cell of its own shares its label.
struct Cell {
  Number number;
  PathList targets;                 ///< of a pointer, reference or iterator
  std::vector<FunctionValue> functions;
  std::string made;                 ///< the class that was constructed here
  /// What lies behind a reference that leads to one place on one way and to another on the other, as bounded there.
  std::shared_ptr<const Number> seen;
  bool operator==(const Cell &other) const;
};

/// The cells of a state. Those under one root are a group, which copies of the state share until one of them changes it:
/// states are copied at every edge, and differ in few places.
class InflowCells {
public:
  using Kept = std::shared_ptr<const Cell>;
  using Entry = std::pair<PathId, Kept>;
  using Group = std::vector<Entry>; ///< by path

  explicit InflowCells(const Paths &paths) : paths(&paths) {}

  const Kept *find(PathId path) const;
  void set(PathId path, Kept cell);
  /// With all that is inside.
  void erase(PathId path);
  /// All under the same root as `path`.
  llvm::ArrayRef<Entry> around(PathId path) const;
  void forEach(llvm::function_ref<void(PathId, const Cell &)> visit) const;
  /// Puts what `change` returns in place of a cell, unless it is null.
  void replace(llvm::function_ref<Kept(PathId, const Cell &)> change);
  void replaceInside(PathId path, llvm::function_ref<Kept(PathId, const Cell &)> change);

  /// A path whose cells differ; null where there is none.
  struct Difference {
    PathId path = 0;
    Kept here, there;
  };
  std::vector<Difference> differences(const InflowCells &other) const;
  bool operator==(const InflowCells &other) const;

private:
  using Shared = std::shared_ptr<Group>;
  const Shared *groupOf(PathId root) const;
  static Group &own(Shared &group);
  void replace(Shared &group, llvm::function_ref<Kept(PathId, const Cell &)> change);

  const Paths *paths;
  std::vector<std::pair<PathId, Shared>> groups; ///< by root
};

} // namespace highwater::flow
