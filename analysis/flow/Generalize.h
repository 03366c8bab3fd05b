// The head state of a loop: what holds at the start of any iteration.

#pragma once

#include "analysis/flow/LoopClosure.h"

namespace highwater::flow {

/// Replaces every number that an iteration changes by a symbol, until the body's effect is known for all of them.
class Generalization {
public:
  Generalization(const Values &values, std::string name) : values(values), name(std::move(name)) {}

  /// Takes over from the same loop's last run which numbers change: a loop inside others is run again for each of their
  /// rounds, and would find out anew every time.
  void resume(State &head, const Generalization &earlier, const State &earlierHead);
  /// Whether `head` had to change so that it covers `back`. On the last round what still moves becomes Unknown.
  bool widen(State &head, const State &back, bool last);
  /// What each symbol stands for, from the head and the state behind one iteration.
  std::vector<Leaf> leaves(const State &head, const State &back, const State::Sweeps &sweeps, unsigned loop) const;
  /// The symbols of plain numbers: what a loop may count with.
  const std::vector<size::Symbol> &scalars() const { return scalarSymbols; }

private:
  ValueRef cover(const ValueRef &head, const ValueRef &back, bool known, bool last);
  size::Expr cover(const size::Expr &head, const size::Expr &back, bool scalar, bool known, bool last);
  ValueRef resume(const ValueRef &head, const Generalization &earlier, const ValueRef &earlierHead);
  size::Expr resume(const size::Expr &head, const Generalization &earlier, const size::Expr &earlierHead, bool scalar);
  size::Expr generalized(const size::Expr &number, bool scalar);
  bool isOwn(const size::Expr &number) const;
  void collect(const ValueRef &head, const ValueRef &back, Location where, bool swept, const State::Sweeps &sweeps,
               unsigned loop, std::map<size::Symbol, Leaf> &found) const;

  const Values &values;
  std::string name;
  std::map<size::Symbol, size::Expr> initial;
  std::vector<size::Symbol> scalarSymbols;
  bool moved = false;
};

} // namespace highwater::flow
