// Updates are recognised by shape: kept, counted (also by a counted step), reset, largest so far, capped, grown.

#include "analysis/flow/LoopClosure.h"

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/LastDoubling.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;
using size::Subject;
using size::Symbol;

LoopClosure::LoopClosure(std::string name, std::vector<Leaf> loopLeaves)
    : iteration{"iteration", Subject(std::move(name))}, leaves(std::move(loopLeaves)) {
  closeAll();
}

void LoopClosure::closeAll() {
  closed.clear();
  for (bool last : {false, true})
    for (bool progress = true; progress;) {
      progress = false;
      for (const Leaf &leaf : leaves)
        if (!closed.count(leaf.symbol))
          progress |= close(leaf, last);
    }
}

Expr LoopClosure::replace(const Expr &expression) const {
  return size::solved(expression, [&](const Symbol &symbol) -> std::optional<Expr> {
    auto found = closed.find(symbol);
    return found == closed.end() ? std::nullopt : std::optional(found->second.head);
  });
}

/// One iteration earlier.
Expr LoopClosure::inIteration(const Expr &expression, const Expr &index) const {
  return expression.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
    return symbol == iteration ? std::optional(index) : std::nullopt;
  });
}

Expr LoopClosure::before(const Expr &expression) const { return inIteration(expression, Expr::symbol(iteration) - 1); }

/// Closed as if the smaller one of n's updates were its only one, if it is; then limited.
std::optional<Expr> LoopClosure::withoutLimits(const Leaf &leaf, const Expr &update, bool last) {
  std::vector<Expr> limits = update.operandsOfMin();
  auto own = llvm::find_if(limits, [&](const Expr &operand) { return operand.mentions(leaf.symbol); });
  if (own == limits.end())
    return std::nullopt;
  Leaf free{leaf.symbol, leaf.initial, *own, leaf.swept};
  limits.erase(own);
  if (llvm::any_of(limits, [&](const Expr &limit) { return limit.mentions(leaf.symbol); }) || !close(free, last))
    return std::nullopt;
  Expr most = closed.at(leaf.symbol).head;
  for (Expr &limit : limits)
    limit = before(Expr::worst(limit));
  limits.push_back(most);
  return most.isUnknown() ? std::nullopt : std::optional(Expr::max({leaf.initial, Expr::min(limits)}));
}

/// What the elements come to before the loop, which adds to one of `count` in each iteration; nothing if there are none.
Expr LoopClosure::sumBefore(const Leaf &leaf, const Expr &count) const {
  return at(before(count), 0).isZero() ? Expr(0) : leaf.initial * at(count, 0);
}

/// What one of many is replaced by, where `update` says what they are on average then: n + (x - n)/count.
static std::optional<Expr> replacing(const Expr &update, const Symbol &number) {
  Expr self = Expr::symbol(number), more = update - self;
  bool less = more.operandsOf(Function::Div).empty();
  std::vector<Expr> quotient = (less ? Expr(0) - more : more).operandsOf(Function::Div);
  if (quotient.size() != 2 || quotient[1].mentions(number))
    return std::nullopt;
  Expr all = (less ? Expr(0) - quotient[0] : quotient[0]) + self;
  return all.isUnknown() ? std::nullopt : std::optional(all);
}

/// `max(grow(min(c, n - 1), n), c)`, where growing was left to those who have too little: `grow(c, n)`, also of such a c.
static Expr grownOnly(const Expr &update) {
  const std::vector<Expr> sides = update.operandsOfMax();
  for (const Expr &side : sides)
    if (std::vector<Expr> growing = side.operandsOf(Function::Growth); growing.size() == 2 && sides.size() > 1) {
      std::vector<Expr> others = sides;
      llvm::erase(others, side);
      Expr before = Expr::max(others);
      if (growing[0] == Expr::min({before, growing[1] - 1}))
        return Expr::apply(Function::Growth, {grownOnly(before), growing[1]});
    }
  return update;
}

/// Finds the closed form of one leaf; not yet if it depends on a leaf that has none. On the last round it must.
bool LoopClosure::close(const Leaf &leaf, bool last) {
  Expr self = Expr::symbol(leaf.symbol), index = Expr::symbol(iteration);
  auto give = [&](Expr head, std::optional<Expr> behind = std::nullopt) {
    closed[leaf.symbol] = {head, behind.value_or(head), head, head};
    return true;
  };
  Expr update = grownOnly(replace(leaf.update));
  if (update == self)
    return give(leaf.initial);
  for (const Leaf &other : leaves)
    if (other.symbol != leaf.symbol && !closed.count(other.symbol) && leaf.update.mentions(other.symbol)) {
      if (!last)
        return false;
      return give(Expr::unknown("numbers that change each other in a loop are not followed"));
    }
  if (leaf.swept)
    return give(leaf.initial, leaf.update.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
      auto found = closed.find(symbol);
      return symbol == leaf.symbol ? std::optional(leaf.initial) : found == closed.end() ? std::nullopt : std::optional(found->second.head);
    }));
  if (update.isUnknown())
    return give(update);
  if (!update.mentions(leaf.symbol)) {
    Expr previous = before(Expr::worst(update));
    return give(leaf.initial.isUnknown() ? previous : Expr::max({leaf.initial, previous}), before(update));
  }
  if (auto rest = falling.count(leaf.symbol) ? left(leaf) : std::nullopt)
    return give(*rest);
  if (auto most = multiplied(leaf))
    return give(most->during, most->behind);
  if (auto counted = count(leaf)) {
    closed[leaf.symbol] = *counted;
    return true;
  }
  if (auto linear = update.asLinearIn(leaf.symbol); linear && linear->first.asConstant() == 1.0) {
    Expr step = Expr::mean(linear->second); // of all iterations together
    if (auto sum = sumOf(step))
      return give(leaf.initial + *sum);
  }
  // n + (x - n)/count: one of many changes at a time, until all are changed.
  if (auto linear = update.asLinearIn(leaf.symbol); linear && !linear->first.mentions(iteration)) {
    Expr share = Expr(1) - linear->first;
    bool part = share.asConstant() ? *share.asConstant() > 0 && *share.asConstant() < 1 : linear->first.isAtMost(1);
    if (Expr all = linear->second / share; part && !all.isUnknown())
      return give(Expr::max({leaf.initial, before(Expr::worst(all))}));
  }
  // n + d/f(i): every iteration adds to one of f(i) elements, and this is their average; n·f(i - 1)/f(i) + d/f(i) likewise,
  // where the iteration adds elements as well.
  if (auto linear = update.asLinearIn(leaf.symbol))
    if (auto part = size::sharedOut(linear->second, iteration)) {
      Expr added = index * Expr::mean(part->amount);
      if (linear->first.asConstant() == 1.0)
        return give((sumBefore(leaf, part->count) + added) / part->count);
      bool fewer = (before(part->count) - part->count).asConstant().value_or(0) > 0;
      if (linear->first.mentions(iteration) && !fewer && at(before(part->count), 0).isZero()) // none before
        return give(added / before(part->count));
      if (linear->first.mentions(iteration) && !fewer)
        return give((leaf.initial * at(linear->first * part->count, 0) + added) / before(part->count));
    }
  if (auto limited = countedInOne(leaf, update))
    return give(*limited);
  // (n·a + d)/f(i): likewise, where f(i) is a sum.
  if (std::vector<Expr> quotient = update.operandsOf(Function::Div); quotient.size() == 2 && !quotient[1].mentions(leaf.symbol))
    if (auto linear = quotient[0].asLinearIn(leaf.symbol); linear && !linear->second.mentions(iteration))
      return give((leaf.initial * at(linear->first, 0) + index * Expr::mean(linear->second)) / before(quotient[1]));
  // n + (x - n)/f(i): one of fewer and fewer changes at a time.
  if (auto all = replacing(update, leaf.symbol)) {
    if (!all->mentions(leaf.symbol))
      return give(Expr::max({leaf.initial, before(Expr::worst(*all))}));
    if (*all == Expr::max({self, *all})) // max(n, 1), grow(n, m): in the end all are changed that way
      return close({leaf.symbol, leaf.initial, *all, false}, last);
  }
  auto withoutSelf = [&](std::vector<Expr> operands) -> std::optional<std::vector<Expr>> {
    auto found = llvm::find(operands, self);
    if (found == operands.end())
      return std::nullopt;
    operands.erase(found);
    bool free = llvm::none_of(operands, [&](const Expr &operand) { return operand.mentions(leaf.symbol); });
    return free ? std::optional(operands) : std::nullopt;
  };
  // max(c, above(n, c, max(2*c, n))): a buffer that grows at once to what is needed, time and again.
  if (std::vector<Expr> operands = update.operandsOfMax(); operands.size() == 2 && llvm::is_contained(operands, self)) {
    std::vector<Expr> above = operands[operands[0] == self].operandsOf(Function::Above);
    if (above.size() == 3 && above[1] == self && !above[0].mentions(leaf.symbol) &&
        above[2] == Expr::max({self * 2, above[0]})) {
      if (!above[0].mentions(iteration))
        return give(Expr::max({leaf.initial, Expr::apply(Function::Above, {above[0], leaf.initial, Expr::max({leaf.initial * 2, above[0]})})}));
      return give(Expr::apply(Function::Growth, {leaf.initial, before(Expr::worst(above[0]))}));
    }
  }
  // orelse(x, orelse(y, n)): what options say, whichever comes first.
  for (Expr rest = update; !rest.operandsOf(Function::OrElse).empty(); rest = rest.operandsOf(Function::OrElse)[1])
    if (std::vector<Expr> parts = rest.operandsOf(Function::OrElse); parts[0].mentions(leaf.symbol) || parts[0].mentions(iteration))
      break;
    else if (parts[1] == self)
      return give(update.substitute([&](const Symbol &symbol) {
        return symbol == leaf.symbol ? std::optional(leaf.initial) : std::nullopt;
      }));
  if (auto others = withoutSelf(update.operandsOfMax())) {
    std::vector<Expr> operands{leaf.initial};
    for (const Expr &other : *others)
      operands.push_back(before(Expr::worst(other)));
    return give(Expr::max(operands));
  }
  // grow(c, n), or grow(grow(c, m), n): the capacity for the most that it held. Or grow(c + 1, n) - 1, of what is one less.
  Expr growing = update, least = leaf.initial;
  auto mentions = [&](const Expr &operand) { return operand.mentions(leaf.symbol); };
  if (std::vector<Expr> operands = update.operandsOfMax(); llvm::count_if(operands, mentions) == 1)
    for (const Expr &operand : operands)
      (mentions(operand) ? growing : least) = mentions(operand) ? operand : Expr::max({least, before(Expr::worst(operand))});
  for (Function function : {Function::Growth, Function::StringGrowth}) {
    double less = -growing.constantTerm();
    std::vector<Expr> operands = (growing + less).operandsOf(function), sizes;
    std::vector<Expr> inner = operands;
    std::optional<Expr> start;
    for (; inner.size() >= 2 && !inner[1].mentions(leaf.symbol); inner = inner[0].operandsOf(function)) {
      sizes.push_back(before(Expr::worst(inner[1])));
      if ((start = beginningWith(inner[0], leaf.symbol, leaf.initial, less)))
        break;
    }
    if (!start || sizes.empty())
      continue;
    operands[0] = *start;
    operands[1] = Expr::max(sizes);
    return give(Expr::max({least, Expr::apply(function, operands) - less}));
  }
  // max(n, u(n)), of which an iteration makes one or the other: u(n), as if each made that.
  if (std::vector<Expr> paths = update.operandsOfMax(); paths.size() == 2 && llvm::is_contained(paths, self))
    return close({leaf.symbol, leaf.initial, paths[paths[0] == self], leaf.swept}, last);
  // min(u(n), limit): what it would be without that, and no more.
  if (auto free = withoutLimits(leaf, update, last))
    return give(*free);
  // min(…, limit): whatever it is, no more than that.
  std::vector<Expr> limits = update.operandsOfMin();
  llvm::erase_if(limits, [&](const Expr &operand) { return operand.mentions(leaf.symbol) || operand.mentions(iteration); });
  if (!limits.empty())
    return give(Expr::max({leaf.initial, Expr::min(limits)}));
  return give(Expr::unknown("a number changes in a loop in a way that is not followed"));
}

Expr LoopClosure::at(const Expr &expression, const Expr &index) const { return inIteration(replace(expression), index); }

Expr LoopClosure::final(const Expr &expression, const Expr &trips) const {
  for (const Leaf &leaf : leaves) // the loop is left where it changed the last element that it visits
    if (leaf.swept && expression == leaf.update && expression != Expr::symbol(leaf.symbol))
      return final(Expr::symbol(leaf.symbol), trips);
    else if (leaf.each && expression == *leaf.each)
      return final(leaf.update, trips);
  Expr behind = size::solved(expression, [&](const Symbol &symbol) -> std::optional<Expr> {
    auto found = closed.find(symbol);
    return found == closed.end() ? std::nullopt : std::optional(found->second.behind);
  });
  return inIteration(behind, trips);
}

} // namespace highwater::flow
