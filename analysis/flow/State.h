// What memory holds at one point of a function.

#pragma once

#include "analysis/flow/Value.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <memory>
#include <set>

namespace highwater::flow {

/// What holds on one side of a branch.
struct Comparison {
  events::BlockId block = 0;        ///< that branches
  std::string op;                   ///< <, <=, >, >=, ==, !=
  size::Expr left, right;
};

/// Values by root. `total` is kept along: the heap held by all roots less what the external ones held at the beginning.
class State {
public:
  explicit State(const Values &values) : values(&values) {}

  ValueRef load(const Location &location) const;
  /// Several possible places: their join.
  ValueRef load(const std::vector<Location> &locations) const;

  /// Several possible places: each may or may not change.
  void store(const std::vector<Location> &locations, const ValueRef &value);
  void store(const Location &location, const ValueRef &value);

  /// Stores a pointer that owns, where the other blocks that are owned by that place live on. So does a record with such
  /// pointers in one of many elements.
  void give(const std::vector<Location> &locations, const ValueRef &pointer);

  void forget(const Root &root);

  /// Frees what a pointer leads to: the block it owns where it is `held`, or the one its targets lie in.
  /// `blocks`: so many of those that it stands for.
  void release(const ValueRef &pointer, const std::vector<Location> &held, const size::Expr &blocks = 1);

  /// A location with shared contents and owning pointers followed to where the contents live.
  Location resolve(const Location &location) const;

  /// What a constructor works on held nothing before, whatever its name says.
  void beginEmpty(const Root &root) { empty.insert(root); }
  /// Nothing ran before: globals are zero.
  void beginProgram() { fromZero = true; }

  void join(const State &other);
  bool equal(const State &other) const;
  /// How deep in branches with known shares this state and another one meet: on the same side of the last, or as the two sides of
  /// one; 0 if neither.
  std::size_t depthOfMeeting(const State &other) const;

  /// Replaces every value; totals are computed again.
  void rewriteAll(llvm::function_ref<ValueRef(const Root &, const ValueRef &)> change);

  /// The branches on the way here whose share of all iterations is known (`i % 5 == 0`: 0.2), outermost first.
  struct Taken {
    events::BlockId branch;
    unsigned side; ///< by which the two are told apart where they are as frequent; or `partly`
    size::Expr share;
    bool operator==(const Taken &) const = default;
  };
  static constexpr unsigned partly = 2; ///< some paths of both sides met
  using Shares = std::vector<Taken>;
  Shares shares;
  /// Branches of which one side met what came past them: then the other side is among it.
  std::set<events::BlockId> averaged;
  /// The comparisons that were decided on the way here, outermost first.
  std::vector<Comparison> comparisons;
  /// The record whose reading decided a branch on the way here: what a function returns then, it returns about that.
  size::Subject condition;
  /// The option that a word turned out to be on the way here, by the name of its value: other words that are read then are that.
  size::Subject option;

  /// Elements that loops visited in turn and changed; filled by stores, shared between the states of one run.
  using Sweeps = std::set<std::pair<unsigned, Location>>;
  void logSweeps(std::shared_ptr<Sweeps> log) { sweeps = std::move(log); }
  /// Behind a loop that began with `entry`: what was known of the way there, and what the loop visited for those around it.
  void leaveLoop(const State &entry);

  /// Variables and members that are taken to hold no more than one piece of their contents at a time.
  using Pieces = std::set<Location>;
  void holdInPieces(std::shared_ptr<const Pieces> locations) { pieces = std::move(locations); }
  bool isInPieces(const std::vector<Location> &places) const;

  TypeRef typeOf(const Root &root) const; ///< of an external root that was stored to
  const std::map<Root, ValueRef> &roots() const { return contents; }
  const Values &valuesOf() const { return *values; }
  const size::Expr &total() const { return sum; }
  /// Heap of one root less what an external root held at the beginning; of an unknown heap what is known.
  size::Expr heapOf(const Root &root) const;
  /// What an external root held at the beginning; Empty for others.
  ValueRef initialOf(const Root &root) const { return initial(root, typeOf(root)); }

  /// As `join`, where it is known how often it is mine.
  void joinWhere(const State &other, const size::Expr &share);

private:
  ValueRef keptNodes(const Location &variable, const ValueRef &pointer) const;
  void giveRecord(const Location &element, const ValueRef &record);
  ValueRef initial(const Root &root, TypeRef type) const;
  /// `ofMany`: `whole` lies in one of many elements, nobody knows in which.
  ValueRef stored(const ValueRef &whole, llvm::ArrayRef<Step> path, const ValueRef &value, bool ofMany = false) const;
  /// `together`: what pointers own is counted in all elements; `counters`: plain numbers that are counted up are averages, too.
  struct Averaging { bool together = false, counters = false; };
  ValueRef average(const ValueRef &before, const ValueRef &after, const size::Expr &count, Averaging how) const;
  ValueRef averageSizes(const ValueRef &before, const ValueRef &after, const size::Expr &count) const;
  void joinSettled(const State &other);
  void joinContents(const State &other, const std::optional<size::Expr> &share);
  /// The sides of a branch with known shares meet: how often it is mine. What both have in common stays.
  std::optional<size::Expr> meetShares(const State &other);
  ValueRef folded(const Location &where, const ValueRef &value);
  size::Expr knownHeapOf(const Root &root, const ValueRef &value) const;

  const Values *values;
  std::map<Root, ValueRef> contents;
  std::map<Root, TypeRef> types; ///< of external roots
  std::set<Root> empty;          ///< external roots that held nothing
  bool fromZero = false;         ///< all globals held nothing
  size::Expr sum;
  std::shared_ptr<Sweeps> sweeps;
  std::shared_ptr<const Pieces> pieces;
};

} // namespace highwater::flow
