// Numbers that a loop multiplies: how often, until they are past a limit. `for (w = 1; w < n; w *= 2)`, `while (n > 0) n /= 10`.

#include "analysis/flow/LoopClosure.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

namespace highwater::flow {

using size::Expr;
using size::Function;
using size::Symbol;

/// a of n ↦ a·n + b, if it is not 1.
static std::optional<double> factorOf(const Leaf &leaf) {
  auto linear = leaf.update.asLinearIn(leaf.symbol);
  auto factor = linear ? linear->first.asConstant() : std::nullopt;
  bool small = linear && linear->second.asConstant(); // as in (n + 1) / 2
  return factor && small && *factor > 0 && *factor != 1 ? factor : std::nullopt;
}

/// The other side of a test of one number, with the test as if it stood on the left.
struct Tested {
  std::string op;
  Expr limit;
};
static std::optional<Tested> testOf(const Guard &guard, const Symbol &number) {
  if (guard.kind != Guard::Compare || guard.left.isUnknown() || guard.right.isUnknown())
    return std::nullopt;
  bool left = guard.left.asSymbol() && *guard.left.asSymbol() == number;
  bool right = guard.right.asSymbol() && *guard.right.asSymbol() == number;
  if (left == right)
    return std::nullopt;
  std::string op = guard.op;
  if (right && op != "!=" && op != "==")
    op = (op[0] == '<' ? ">" : "<") + op.substr(1);
  return Tested{op, left ? guard.right : guard.left};
}

/// How many times a quotient is divided by the factor until it is 1; `beyond`: until it is less.
static Expr timesDivided(const Expr &quotient, double factor, bool beyond) {
  Expr times = Expr::apply(Function::Log2, {quotient}) / Expr(std::log2(factor));
  return beyond ? Expr::apply(Function::Floor, {times}) + 1 : Expr::apply(Function::Ceil, {times});
}

std::optional<Expr> LoopClosure::timesMultiplied(const Guard &guard) const {
  for (const Leaf &leaf : leaves) {
    auto factor = factorOf(leaf);
    auto test = factor ? testOf(guard, leaf.symbol) : std::nullopt;
    if (!test || leaf.initial.isUnknown())
      continue;
    Expr limit = replace(test->limit);
    bool equal = test->op == "<=" || test->op == ">=";
    if (limit.isUnknown() || limit.mentions(iteration))
      continue;
    if (*factor > 1 && (test->op == "<" || equal || test->op == "!=") && test->op[0] != '>')
      return leaf.initial.isZero() ? std::nullopt : std::optional(timesDivided(limit / leaf.initial, *factor, equal));
    bool toNothing = limit.isZero();
    if (*factor < 1 && (test->op == ">" || test->op == ">=" || (test->op == "!=" && toNothing)))
      return timesDivided(toNothing ? leaf.initial : leaf.initial / limit, 1 / *factor, equal || toNothing);
  }
  return std::nullopt;
}

bool LoopClosure::multiplies() const {
  return llvm::any_of(leaves, [](const Leaf &leaf) { return factorOf(leaf).has_value(); });
}

std::optional<LoopClosure::Multiplied> LoopClosure::multiplied(const Leaf &leaf) const {
  auto factor = factorOf(leaf);
  auto limit = multipliedUpTo.find(leaf.symbol);
  if (!factor || *factor < 1 || limit == multipliedUpTo.end())
    return std::nullopt;
  Expr most = replace(limit->second), during = Expr::max({leaf.initial, most});
  bool doubles = leaf.update == Expr::symbol(leaf.symbol) * 2; // until it is enough
  return Multiplied{during, doubles ? Expr::apply(Function::Growth, {leaf.initial, most}) : during};
}

void LoopClosure::multiplyUpTo(llvm::ArrayRef<Guard> guards) {
  for (const Guard &guard : guards)
    for (const Leaf &leaf : leaves)
      if (auto test = testOf(guard, leaf.symbol); test && factorOf(leaf).value_or(0) > 1 && test->op[0] == '<')
        multipliedUpTo.emplace(leaf.symbol, test->op == "<" ? test->limit : test->limit + 1);
}

} // namespace highwater::flow
