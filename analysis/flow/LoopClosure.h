// Closing a loop: from what one iteration does to each number, to what all iterations do.

#pragma once

#include "analysis/flow/State.h"
#include "analysis/size/Counted.h"

namespace highwater::flow {

/// What keeps a loop going, seen at one of its exits. The loop goes on while `left op right`, while a record is read,
/// or through the elements of a range.
struct Guard {
  enum Kind { Compare, Record, Elements } kind = Compare;
  std::string op;                   ///< Compare: <, <=, >, >=, !=, ==
  size::Expr left, right;
  size::Subject record;             ///< Record
  size::Expr perIteration = 1;      ///< Record: how many of them one iteration reads
  size::Expr count;                 ///< Elements
};

inline Guard elementsOf(size::Expr count) {
  Guard guard;
  guard.kind = Guard::Elements;
  guard.count = std::move(count);
  return guard;
}

/// The comparison that holds where `op` does not.
std::string opposite(llvm::StringRef op);

/// A number of the head state that an iteration changes.
struct Leaf {
  size::Symbol symbol;              ///< its value when an iteration begins
  size::Expr initial;               ///< before the loop
  size::Expr update;                ///< when the iteration ends, in terms of the symbols of all leaves
  bool swept = false;               ///< of an element that the loop visits once
  std::optional<size::Expr> each = {}; ///< of what the elements own together: what a visit makes of it, as if it were the first
};

/// How many records a record subject stands for: rows(f) for line(f).
size::Expr countOf(const size::Subject &record);
/// How many pieces of a text a separator follows: of all but the last, if that reaches to its end.
size::Expr countOfEnded(const size::Subject &piece);

/// The capacity that another one grew from, once or several times; nothing if that is none of a loop's numbers.
std::optional<size::Symbol> grownFrom(const size::Expr &capacity);

class LoopClosure {
public:
  /// `name` tells this loop's symbols from others'.
  LoopClosure(std::string name, std::vector<Leaf> leaves);

  /// The number of iterations, once the leaves are closed; Unknown with its reason if no guard tells.
  size::Expr tripCount(llvm::ArrayRef<Guard> guards, std::string where) const;

  /// Numbers that each iteration makes smaller are taken to be what they were before the loop, until it is known how often
  /// it runs: then those that `counts` holds of, and those that `guards` test, are what is left. Whether there are any.
  /// Those that are multiplied end near the limit that a guard puts to them.
  bool countDown(llvm::ArrayRef<Guard> guards, llvm::function_ref<bool(const Leaf &)> counts);
  /// An expression with those that are counted down, and that `counts` holds of, as they were before the loop.
  size::Expr beforeCountingDown(const size::Expr &expression, llvm::function_ref<bool(const Leaf &)> counts) const;
  /// An expression with what each iteration makes smaller by as much, after `trips` iterations.
  size::Expr fallen(const size::Expr &expression, const size::Expr &trips) const;
  /// Whether there are numbers that are multiplied, of which the largest is known and nothing between.
  bool multiplies() const;

  /// An expression over the leaves' symbols, when iteration `index` begins (from 0).
  size::Expr at(const size::Expr &expression, const size::Expr &index) const;
  /// Behind the last of `trips` iterations.
  size::Expr final(const size::Expr &expression, const size::Expr &trips) const;
  /// At the last doubling of a container that grew from `capacityBefore` to `sizeAfter`.
  std::optional<size::Expr> lastDoubling(const size::Expr &capacityBefore, const size::Expr &sizeAfter,
                                         const size::Expr &trips) const;
  /// Whether the capacity before the loop suffices for all of it.
  bool neverDoubles(const size::Expr &capacityBefore, const size::Expr &sizeAfter, const size::Expr &trips) const;
  /// With the container's capacity at its last doubling.
  size::Expr atDoubling(const size::Expr &expression, const size::Expr &capacityBefore, const size::Expr &sizeAfter,
                        const size::Expr &trips) const;

private:
  /// Over `iteration`: when it begins; behind the last one, if that differs; as it would be if nothing limited it; and likewise
  /// where it began anew in the first.
  struct Closed { size::Expr head, behind, free, anew; };
  void closeAll();
  bool close(const Leaf &leaf, bool last);
  size::Expr sumBefore(const Leaf &leaf, const size::Expr &count) const;
  std::optional<size::Expr> withoutLimits(const Leaf &leaf, const size::Expr &update, bool last);
  std::optional<Closed> count(const Leaf &leaf) const;
  std::optional<size::Expr> countedInOne(const Leaf &leaf, const size::Expr &update) const;
  std::optional<size::Expr> left(const Leaf &leaf) const;
  /// What the iterations before one add up to, each of which adds `step`.
  std::optional<size::Expr> sumOf(const size::Expr &step) const;
  std::optional<size::Expr> timesMultiplied(const Guard &guard) const;
  void multiplyUpTo(llvm::ArrayRef<Guard> guards);
  /// What is multiplied up to a limit, while it is, and behind the loop.
  struct Multiplied { size::Expr during, behind; };
  std::optional<Multiplied> multiplied(const Leaf &leaf) const;
  size::Expr whileFalling(const size::Expr &expression) const;
  std::optional<size::Expr> stepsUntil(const size::Counted::Guard &guard) const;
  std::optional<size::Expr> stepsBetween(const size::Counted::Guard &guard) const;
  size::Expr replace(const size::Expr &expression) const;
  size::Expr unlimited(const size::Expr &expression) const;
  size::Expr before(const size::Expr &expression) const;
  /// An expression over `iteration`, where that is `index`.
  size::Expr inIteration(const size::Expr &expression, const size::Expr &index) const;

  size::Symbol iteration;
  std::vector<Leaf> leaves;
  std::map<size::Symbol, Closed> closed;
  std::set<size::Symbol> falling;   ///< counted down
  std::map<size::Symbol, size::Expr> multipliedUpTo;
};

} // namespace highwater::flow
