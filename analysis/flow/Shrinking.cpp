// One iteration stands for all that a loop does if it runs: what it makes smaller is at most that.

#include "analysis/flow/Shrinking.h"

#include "analysis/flow/Limits.h"

namespace highwater::flow {

using size::Expr;
using size::Function;
using size::Symbol;

/// By how much an iteration makes a number smaller; nothing if it does not.
static std::optional<Expr> lessBy(const Leaf &leaf, const LoopClosure &closure) {
  if (leaf.update.isUnknown() || leaf.initial.isUnknown())
    return std::nullopt;
  Expr less = closure.at(Expr::symbol(leaf.symbol) - leaf.update, 0);
  bool smaller = !less.isZero() && !less.isUnknown() && less.isNonNegative();
  return smaller ? std::optional(less) : std::nullopt;
}

std::optional<std::map<Symbol, Expr>> shrunk(llvm::ArrayRef<Leaf> leaves, const LoopClosure &closure, const Guard &guard,
                                             llvm::function_ref<bool(const Leaf &)> counts) {
  if (guard.kind != Guard::Compare || guard.op == "!=" || guard.op == "==")
    return std::nullopt;
  if (Expr trips = closure.tripCount(guard, ""); !trips.isUnknown() && trips.isNonNegative())
    return std::nullopt; // says it all
  for (const Limit &limit : limitsOf({0, opposite(guard.op), guard.left, guard.right}))
    for (const Leaf &tested : leaves) {
      auto linear = limit.number.asLinearIn(tested.symbol);
      bool less = tested.update.isUnknown() || lessBy(tested, closure);
      if (!linear || linear->first.asConstant() != 1.0 || !less || limit.limit.mentions(tested.symbol) || counts(tested))
        continue;
      Expr most = closure.at(limit.limit - linear->second, 0), number = closure.at(limit.number, 0);
      if (most.isUnknown())
        continue;
      std::map<Symbol, Expr> result{{tested.symbol, Expr::min({tested.initial, most})}};
      for (const Leaf &leaf : leaves)
        if (auto other = lessBy(leaf, closure); other && leaf.symbol != tested.symbol)
          result[leaf.symbol] = Expr::max({Expr::apply(Function::Guarded, {leaf.initial, number, closure.at(limit.limit, 0)}),
                                           leaf.initial - *other});
      return result;
    }
  return std::nullopt;
}

bool endsEmpty(const Guard &guard, llvm::ArrayRef<Leaf> leaves) {
  if (guard.kind != Guard::Compare)
    return false;
  std::string op = guard.op == "!=" ? "<=" : opposite(guard.op);
  for (const Limit &limit : limitsOf({0, op, guard.left, guard.right}))
    for (const Leaf &leaf : leaves)
      if (limit.number.mentions(leaf.symbol) && limit.limit.asConstant().value_or(1) <= 0)
        return true;
  return false;
}

bool tellsWhen(const Guard &guard, llvm::ArrayRef<Leaf> leaves) {
  auto tested = [&](const Leaf &leaf) { return guard.left.mentions(leaf.symbol) || guard.right.mentions(leaf.symbol); };
  return guard.kind != Guard::Compare || llvm::any_of(leaves, tested);
}

} // namespace highwater::flow
