// When a loop doubles what it fills for the last time, and what is there then.

#include "analysis/flow/LastDoubling.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;
using size::Symbol;

std::optional<Expr> beginningWith(const Expr &capacity, const Symbol &symbol, const Expr &initial, double less) {
  Expr self = Expr::symbol(symbol) + less;
  if (capacity == self)
    return initial + less;
  std::vector<Expr> sides = capacity.operandsOfMax();
  auto found = llvm::find(sides, self);
  if (found == sides.end())
    return std::nullopt;
  *found = initial + less;
  Expr start = Expr::max(sides);
  return start.mentions(symbol) ? std::nullopt : std::optional(start);
}

std::optional<Symbol> grownFrom(const Expr &capacity) {
  Expr base = capacity;
  for (std::vector<Expr> growth; !(growth = base.operandsOf(Function::Growth)).empty();)
    base = growth[0];
  const Symbol *symbol = base.asSymbol();
  for (const Expr &side : base.operandsOfMax()) // max(c, 16): what it begins with
    if (!side.asConstant())
      return grownFrom(side);
  return symbol ? std::optional(*symbol) : std::nullopt;
}

std::optional<Expr> LoopClosure::lastDoubling(const Expr &capacityBefore, const Expr &sizeAfter,
                                              const Expr &trips) const {
  auto symbol = grownFrom(capacityBefore);
  auto leaf = symbol ? llvm::find_if(leaves, [&](const Leaf &other) { return other.symbol == *symbol; }) : leaves.end();
  if (leaf == leaves.end())
    return std::nullopt;
  Expr size = at(sizeAfter, trips - 1);
  if (size.isUnknown())
    return std::nullopt;
  double less = -leaf->update.constantTerm(); // grow(c + 1, n) - 1
  std::vector<Expr> growing = (leaf->update + less).operandsOf(Function::Growth);
  auto start = growing.empty() ? std::nullopt : beginningWith(growing[0], *symbol, leaf->initial, less);
  if (!start)
    return Expr::apply(Function::LastGrowth, {leaf->initial, size});
  return Expr::apply(Function::LastGrowth, {*start, size + less}) - less;
}

bool LoopClosure::neverDoubles(const Expr &capacityBefore, const Expr &sizeAfter, const Expr &trips) const {
  auto symbol = grownFrom(capacityBefore);
  auto leaf = symbol ? llvm::find_if(leaves, [&](const Leaf &other) { return other.symbol == *symbol; }) : leaves.end();
  return leaf != leaves.end() && at(sizeAfter, trips - 1).isAtMost(leaf->initial);
}

Expr LoopClosure::atDoubling(const Expr &expression, const Expr &capacityBefore, const Expr &sizeAfter,
                             const Expr &trips) const {
  auto capacity = lastDoubling(capacityBefore, sizeAfter, trips);
  if (!capacity)
    return at(expression, trips - 1);
  Expr step = trips - 1;
  constexpr double barely = 1. / 1024; // too many, so that there was room for the one before
  std::vector<Expr> grown = capacityBefore.operandsOf(Function::Growth); // in this very iteration
  auto linear = unlimited(grown.empty() ? sizeAfter - 1 : grown[1]).asLinearIn(iteration);
  if (linear && linear->first.asConstant().value_or(0) > 0)
    step = (*capacity - linear->second) / linear->first;
  else if (linear && !linear->first.asConstant() && linear->first.isNonNegative()) // so many on average
    step = Expr::min({step, (*capacity - linear->second - 1 + barely) / linear->first});
  Expr placed = expression.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
    return symbol == *grownFrom(capacityBefore) ? std::optional(*capacity) : std::nullopt;
  });
  return at(placed, step);
}

} // namespace highwater::flow
