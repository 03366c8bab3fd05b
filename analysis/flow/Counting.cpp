// Numbers that a loop counts up, with the limits that tests in it put to them.

#include "analysis/flow/LoopClosure.h"
#include "analysis/size/Replace.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;
using size::Symbol;

std::optional<Expr> LoopClosure::sumOf(const Expr &step) const {
  Expr index = Expr::symbol(iteration);
  if (!step.mentions(iteration))
    return index * step;
  auto growing = step.asLinearIn(iteration);
  if (!growing || growing->first.mentions(iteration))
    return std::nullopt;
  return growing->second * index + growing->first * index * (index - 1) * Expr(0.5);
}

/// How many tests of an iteration ask whether one number has reached its limit, where it begins anew: only one of them finds it so.
static double testsOfOne(llvm::ArrayRef<size::Counted::Guard> tests, const size::Counted::Guard &test, llvm::ArrayRef<Leaf> leaves) {
  Expr number = size::withoutRestarts(test.number);
  auto same = [&](const size::Counted::Guard &other) {
    Expr apart = size::withoutRestarts(other.number) - number;
    return other.limit == test.limit && llvm::none_of(leaves, [&](const Leaf &leaf) { return apart.mentions(leaf.symbol); });
  };
  return std::max<double>(1, llvm::count_if(tests, same));
}

/// min(n + d, limit): counted up to a limit; max(n, min(n + d, limit)): then evicted; guarded(n + d, m, limit): until m is there.
std::optional<LoopClosure::Closed> LoopClosure::count(const Leaf &leaf) const {
  auto counting = size::countedUp(leaf.update, leaf.symbol);
  if (!counting)
    return std::nullopt;
  Expr index = Expr::symbol(iteration);
  std::vector<Expr> reached, steps, limits;
  for (const Expr &floor : counting->floors)
    reached.push_back(before(Expr::worst(replace(floor))));
  bool limited = true, kept = false;
  for (const size::Counted::Part &part : counting->parts) {
    std::vector<size::Counted::Guard> tests;
    size::spreadOut(part.step, [&](const size::Counted::Guard &guard) {
      tests.push_back(guard);
      return std::optional<Expr>();
    });
    Expr step = replace(size::spreadOut(part.step, [&](const size::Counted::Guard &guard) -> std::optional<Expr> {
      auto steps = stepsBetween(guard);
      return steps ? std::optional(*steps * Expr(testsOfOne(tests, guard, leaves))) : std::nullopt;
    }));
    kept |= part.limits.empty();
    if ((Expr(0) - step).isNonNegative())
      continue; // as it was, or less
    for (const size::Counted::Guard &guard : part.guards)
      if (auto iterations = stepsBetween(guard))
        step = step / *iterations;
    steps.push_back(step);
    std::vector<Expr> most;
    for (const Expr &limit : part.limits)
      if (Expr fixed = replace(limit); !fixed.mentions(iteration))
        most.push_back(fixed);
    for (const size::Counted::Guard &guard : part.guards)
      if (auto steps = stepsUntil(guard))
        most.push_back(leaf.initial + step * *steps);
    limited &= !most.empty();
    if (!most.empty())
      limits.push_back(Expr::min(most));
  }
  Expr step = steps.empty() ? Expr(0) : Expr::mean(Expr::max(steps)); // all iterations together
  Expr anew = reached.empty() ? index * step : Expr::max(reached) + (index - 1) * step; // begun in iteration 0
  auto sum = sumOf(step);
  bool varies = !sum;
  Expr free = leaf.initial + sum.value_or(index * step);
  if (varies && (!limited || limits.empty()))
    return std::nullopt;
  bool always = counting->parts.size() == 1 && counting->floors.empty(); // each iteration adds that
  if (kept && !always)
    reached.push_back(leaf.initial);
  auto shared = varies ? size::sharedOut(step, iteration) : std::nullopt; // what is added goes to one of so many
  if (shared)
    free = (sumBefore(leaf, shared->count) + index * shared->amount) / shared->count;
  if (varies && !shared)
    reached.push_back(Expr::max(limits));
  else
    reached.push_back(limited && !limits.empty() ? Expr::min({free, Expr::max(limits)}) : free);
  Expr head = Expr::max(reached);
  if (varies && !shared)
    return Closed{head, head, head, head};
  return Closed{head, head, free, varies || limits.empty() ? free : anew};
}

/// n + (min(n + d, limit) - n)/f(i): each iteration adds to one of f(i) elements until that is full; what they are on average.
std::optional<Expr> LoopClosure::countedInOne(const Leaf &leaf, const Expr &update) const {
  Expr self = Expr::symbol(leaf.symbol), index = Expr::symbol(iteration);
  auto shared = size::sharedOut(update - self, iteration);
  if (!shared)
    shared = size::sharedAlike(update - self, leaf.symbol);
  auto counting = shared ? size::countedUp(shared->amount + self, leaf.symbol) : std::nullopt;
  if (!counting || !counting->floors.empty())
    return std::nullopt;
  std::vector<Expr> reached;
  for (const size::Counted::Part &part : counting->parts) {
    if ((Expr(0) - part.step).isNonNegative())
      continue; // as it was, or less
    if (part.limits.empty() || !part.guards.empty())
      return std::nullopt;
    Expr step = Expr::mean(part.step), count = before(shared->count);
    std::vector<Expr> most = part.limits;
    most.push_back((sumBefore(leaf, shared->count) + index * step) / count);
    reached.push_back(Expr::min(most));
  }
  return reached.empty() ? std::nullopt : std::optional(Expr::max(reached));
}

/// n - min(n, d): a portion at a time, the last of which may be smaller.
static std::optional<Expr> portionOf(const Leaf &leaf) {
  Expr self = Expr::symbol(leaf.symbol);
  std::vector<Expr> portion = (self - leaf.update).operandsOfMin();
  auto whole = llvm::find(portion, self);
  if (whole == portion.end())
    return std::nullopt;
  portion.erase(whole);
  Expr rest = Expr::min(portion);
  return rest.mentions(leaf.symbol) ? std::nullopt : std::optional(rest);
}

/// n - d: what is left of it when an iteration begins, if nothing adds to it.
std::optional<Expr> LoopClosure::left(const Leaf &leaf) const {
  if (auto portion = portionOf(leaf); portion && !leaf.initial.isUnknown()) {
    Expr less = replace(*portion);
    bool falls = !less.isZero() && !less.isUnknown() && less.isNonNegative() && !less.mentions(iteration);
    return falls ? std::optional(leaf.initial - Expr::symbol(iteration) * less) : std::nullopt;
  }
  auto counting = size::countedUp(leaf.update, leaf.symbol);
  if (!counting || counting->parts.size() != 1 || !counting->floors.empty() || !counting->parts[0].limits.empty() ||
      !counting->parts[0].guards.empty() || leaf.initial.isUnknown())
    return std::nullopt;
  Expr less = Expr(0) - replace(counting->parts[0].step);
  bool falls = !less.isZero() && !less.isUnknown() && less.isNonNegative() && !less.mentions(iteration);
  return falls ? std::optional(leaf.initial - Expr::symbol(iteration) * less) : std::nullopt;
}

Expr LoopClosure::whileFalling(const Expr &expression) const {
  return expression.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
    auto leaf = llvm::find_if(leaves, [&](const Leaf &other) { return other.symbol == symbol; });
    return leaf == leaves.end() ? std::nullopt : left(*leaf);
  });
}

Expr LoopClosure::fallen(const Expr &expression, const Expr &trips) const { return inIteration(whileFalling(expression), trips); }

bool LoopClosure::countDown(llvm::ArrayRef<Guard> guards, llvm::function_ref<bool(const Leaf &)> counts) {
  for (const Leaf &leaf : leaves) {
    bool tested = llvm::any_of(guards, [&](const Guard &guard) {
      return guard.kind == Guard::Compare && (guard.left.mentions(leaf.symbol) || guard.right.mentions(leaf.symbol));
    });
    if ((tested || counts(leaf)) && left(leaf))
      falling.insert(leaf.symbol);
  }
  multiplyUpTo(guards);
  if (!falling.empty() || !multipliedUpTo.empty())
    closeAll();
  return !falling.empty();
}

Expr LoopClosure::beforeCountingDown(const Expr &expression, llvm::function_ref<bool(const Leaf &)> counts) const {
  return expression.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
    auto leaf = falling.count(symbol) ? llvm::find_if(leaves, [&](const Leaf &other) { return other.symbol == symbol; }) : leaves.end();
    return leaf == leaves.end() || !counts(*leaf) ? std::nullopt : std::optional(leaf->initial);
  });
}

/// As `replace`, of numbers that nothing limits.
Expr LoopClosure::unlimited(const Expr &expression) const {
  return size::solved(expression, [&](const Symbol &symbol) -> std::optional<Expr> {
    auto found = closed.find(symbol);
    return found == closed.end() ? std::nullopt : std::optional(found->second.free);
  });
}

/// How many iterations begin on a path that holds while a number that counts is at most a limit.
std::optional<Expr> LoopClosure::stepsUntil(const size::Counted::Guard &guard) const {
  Expr number = unlimited(guard.number);
  Expr limit = replace(guard.limit);
  auto linear = number.asLinearIn(iteration);
  if (!linear || limit.isUnknown() || limit.mentions(iteration) || linear->first.mentions(iteration) ||
      linear->first.isZero() || !linear->first.isNonNegative())
    return std::nullopt;
  Expr steps = (limit - Expr::mean(linear->second)) / Expr::mean(linear->first) + 1;
  return Expr::apply(Function::Positive, {steps});
}

/// How many iterations lie between two on a path that holds only once a number is above a limit, where it begins anew then.
std::optional<Expr> LoopClosure::stepsBetween(const size::Counted::Guard &guard) const {
  // Where it began anew earlier in this iteration, that is as seldom.
  Expr number = size::solved(size::withoutRestarts(guard.number), [&](const Symbol &symbol) -> std::optional<Expr> {
    auto found = closed.find(symbol);
    return found == closed.end() ? std::nullopt : std::optional(found->second.anew);
  });
  auto linear = number.asLinearIn(iteration);
  Expr limit = replace(guard.limit), rate = linear ? Expr(0) - linear->first : Expr(0);
  if (rate.isZero() || rate.mentions(iteration) || !rate.isNonNegative() || limit.isUnknown() || limit.mentions(iteration))
    return std::nullopt;
  return Expr::max({1, Expr::apply(Function::Ceil, {(Expr::mean(linear->second) - limit) / Expr::mean(rate)})});
}

} // namespace highwater::flow
