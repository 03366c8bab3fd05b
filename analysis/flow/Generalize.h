// The head state of a loop: what holds at the start of any iteration.

#pragma once

#include "analysis/flow/LoopClosure.h"

namespace highwater::flow {

/// Replaces every number that an iteration changes by a symbol, until the body's effect is known for all of them.
class Generalization {
public:
  /// `turns`: the loop in whose iterations reads are told apart by their place; without, they are not.
  Generalization(const Values &values, std::string name, std::optional<unsigned> turns = std::nullopt)
      : values(values), turns(turns), name(std::move(name)) {}

  /// Whether `head` has texts that an iteration moves on in: then it begins again, anywhere in them.
  bool moveOn(State &head, const State &back);
  /// Whether something reads on in each iteration where the one before it ended, and places in it are told apart.
  bool tellsTurns() const { return placed; }
  /// Whether `head` had to change so that it covers `back`. On the last round what still moves becomes Unknown.
  bool widen(State &head, const State &back, bool last);
  /// What each symbol stands for, from the head and the state behind one iteration.
  std::vector<Leaf> leaves(const State &head, const State &back, const State::Sweeps &sweeps, unsigned loop) const;
  /// The symbols of plain numbers: what a loop may count with.
  const std::vector<size::Symbol> &scalars() const { return scalarSymbols; }

private:
  bool readsOn(const ValueRef &head, const ValueRef &back) const;
  ValueRef movedOn(const ValueRef &before, const ValueRef &after);
  ValueRef cover(const ValueRef &head, const ValueRef &back, bool known, bool last);
  ValueRef begun(const ValueRef &after);
  size::Expr cover(const size::Expr &head, const size::Expr &back, bool scalar, bool known, bool last);
  bool isOwn(const size::Expr &number) const;
  /// Whether the loop visits this once, and what blocks are counted for: this or, `together`, all elements `around`.
  struct Visited { bool each = false, around = false, together = false; };
  /// `each`: counts of blocks of which an iteration leaves so many behind a pointer that owned none.
  struct Found { std::map<size::Symbol, Leaf> leaves; std::map<size::Symbol, size::Expr> each; };
  void collect(const ValueRef &head, const ValueRef &back, Location where, Visited visited, const State::Sweeps &sweeps,
               unsigned loop, Found &found) const;

  const Values &values;
  std::optional<unsigned> turns;
  std::string name;
  std::map<size::Symbol, size::Expr> initial;
  std::vector<size::Symbol> scalarSymbols;
  bool moved = false, placed = false;
};

} // namespace highwater::flow
