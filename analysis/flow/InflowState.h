// What memory holds at one point of a function, as far as it may come from outside, and which bounds hold there.

#pragma once

#include "analysis/flow/InflowCells.h"
#include "analysis/flow/Terms.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace highwater::flow {

/// Shared by all functions of a program.
struct InflowTables {
  Paths paths;
  Origins origins;
  Terms terms{origins};
  std::map<PathId, std::int64_t> constants; ///< globals that never change
  std::set<TermId> sums; ///< of small numbers, found in the function that is being looked at
};

class InflowState {
public:
  explicit InflowState(InflowTables &tables) : tables(&tables), cells(tables.paths) {}

  /// As it was written; of parts that were not written: what their whole says; of what a caller knows: its input.
  Cell raw(PathId path) const;
  /// Given the bounds that hold here.
  Cell read(PathId path) const;
  Cell read(const PathList &paths) const;
  Number known(const Number &number) const;
  /// Where a pointer at `path` leads to: unknown memory has a path of its own.
  PathList deref(PathId path) const;
  /// The influences on everything at `path` and inside it.
  Label everything(PathId path) const;

  void write(PathId path, const Cell &cell, bool strong);
  /// All that is at `from` is at `to`, too.
  void copy(PathId from, PathId to, bool strong);
  void rename(PathId path, TermId term); ///< of the number at `path`
  /// An object of this class was constructed here.
  void mark(PathId path, const std::string &made);
  bool written(PathId path) const { return find(path) != nullptr; }
  /// Adds what is inside `from`, as if it were inside `to`.
  void inside(PathId from, PathId to, std::vector<std::pair<PathId, Cell>> &result) const;
  /// In place of the cell at `path`; what is inside stays.
  void keep(PathId path, Cell cell) { set(path, std::move(cell)); }
  /// All that was at `from` in another state is at `to`, too.
  void bring(const InflowState &other, PathId from, PathId to);
  void erase(PathId path) { cells.erase(path); }
  void bind(const std::vector<Fact> &facts);
  /// An event runs again: what it left before is not what it leaves now.
  void retire(unsigned block, unsigned event);

  /// Least upper bound where ways meet at the beginning of a block.
  void join(const InflowState &other, unsigned block);
  /// What is larger than it was `before` has no limit.
  void widen(const InflowState &before);
  bool operator==(const InflowState &other) const;

  Cell joined(const Cell &a, const Cell &b) const;
  /// Without identity: how large either may be.
  Number either(const Number &a, const Number &b) const;

  /// One of several was written: what it is now, as opposed to what any of them may be.
  void visit(PathId path, const Number &number) { visited[path] = number; }
  void beginIteration() { visited.clear(); }
  /// What the one that was visited last is at most.
  Number seenLast(PathId path) const;
  const std::map<PathId, Number> &allVisited() const { return visited; }

  const InflowCells &all() const { return cells; }
  const std::map<TermId, Bound> &allBounds() const { return bounds; }

private:
  void overlook(PathId path); ///< it changes: what was seen of it through references is no more
  Number behind(const Cell &reference) const;
  const Cell *find(PathId path) const;
  void set(PathId path, Cell cell);
  Bound boundOf(TermId term) const;
  std::vector<Fact> factsBeyond(const std::map<TermId, Bound> &others) const;
  /// Two ways that meet at a block, and the identities that values get there.
  struct Meeting {
    unsigned block = 0;
    std::vector<std::pair<TermId, TermId>> here, there;
  };
  Number merged(const Number &a, const InflowState &other, const Number &b, PathId path, Meeting &meeting) const;
  std::shared_ptr<const Number> seenOnBoth(const Cell &a, const InflowState &other, const Cell &b, TermId phi) const;
  std::map<TermId, Bound> commonBounds(const InflowState &other) const;

  InflowTables *tables;
  InflowCells cells;
  std::map<TermId, Bound> bounds;
  std::map<PathId, Number> visited; ///< since the iteration of the innermost loop began
  PathList seers;                   ///< where cells may have `seen`
};

} // namespace highwater::flow
