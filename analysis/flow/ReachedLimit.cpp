// The number that is compared and changed is the capacity; everything else that depends on it follows by substitution.

#include "analysis/flow/ReachedLimit.h"

#include "analysis/size/Replace.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;
using size::Symbol;

std::optional<Expr> neededAt(const Comparison &test, const Expr &limit) {
  if (test.left.isUnknown() || test.right.isUnknown())
    return std::nullopt;
  bool strict = test.op == "<" || test.op == ">";
  // `4 * (n + 1) > 3 * cap`, `n / cap > 0.75`: a limit may be filled in part only.
  auto needed = [&](const Expr &more, const Expr &less) -> std::optional<Expr> {
    auto linear = (more - less).asLinearIn(*limit.asSymbol());
    if (!linear)
      linear = ((more - less) * limit).asLinearIn(*limit.asSymbol());
    auto part = linear ? linear->first.asConstant() : std::nullopt;
    if (!part || *part >= 0)
      return std::nullopt;
    return (linear->second + (strict ? 0 : 1)) / Expr(-*part);
  };
  bool equal = test.op == "==";
  if (equal || test.op == ">" || test.op == ">=")
    if (auto result = needed(test.left, test.right))
      return result;
  if (equal || test.op == "<" || test.op == "<=")
    return needed(test.right, test.left);
  return std::nullopt;
}

namespace {

/// `limit` became factor·limit + step, at `where`; or `start`, if it was 0 before.
struct Growing {
  Location where;
  Expr limit;
  double factor = 1;
  Expr step, start = 0;
};

} // namespace

/// A number to compute with in place of one that grew before.
static Expr stand() { return Expr::symbol({"now", size::Subject("grown")}); }

/// How one number became another.
static std::optional<Growing> growingFrom(const Expr &before, const Expr &after) {
  bool again = !before.operandsOf(Function::Growth).empty(); // twice in one iteration
  Expr self = again ? stand() : before;
  const Symbol *symbol = self.asSymbol();
  if (!symbol || after == before || after.isUnknown())
    return std::nullopt;
  Expr start = 0, grown = again ? size::replaced(after, before, self) : after;
  if (std::vector<Expr> sides = grown.operandsOfMax(); sides.size() == 2) {
    bool second = sides[1].asConstant().has_value();
    start = sides[second];
    grown = Expr(sides[!second]);
  }
  auto linear = grown.asLinearIn(*symbol);
  if (!linear || !start.asConstant() || !linear->first.asConstant() || !linear->second.asConstant())
    return std::nullopt;
  double factor = *linear->first.asConstant(), step = *linear->second.asConstant();
  if (factor < 1 || step < 0 || (factor == 1 && step == 0))
    return std::nullopt;
  return Growing{{}, before, factor, linear->second, start};
}

/// What a test found that a number must be that may have grown before.
static std::optional<Expr> neededOf(const Comparison &test, const Expr &limit) {
  if (limit.asSymbol())
    return neededAt(test, limit);
  Comparison plain = test;
  plain.left = size::replaced(test.left, limit, stand());
  plain.right = size::replaced(test.right, limit, stand());
  auto needed = neededAt(plain, stand());
  return needed ? std::optional(size::replaced(*needed, stand(), limit)) : std::nullopt;
}

static void find(const Values &values, const ValueRef &afterValue, const ValueRef &beforeValue, const Location &where,
                 const Comparison &test, std::optional<Growing> &found) {
  if (found || afterValue == beforeValue)
    return;
  ValueRef after = values.expand(afterValue), before = values.expand(beforeValue);
  if (after->kind != before->kind)
    return;
  if (after->kind == Value::Scalar) {
    auto growing = growingFrom(before->number, after->number);
    if (growing && neededOf(test, growing->limit)) {
      found = growing;
      found->where = where;
    }
    return;
  }
  if (after->kind == Value::Record)
    for (const auto &[name, part] : after->parts)
      find(values, part, values.part(before, {Step::Field, name}), where.at({Step::Field, name}), test, found);
  else if (after->kind == Value::Pointer || after->kind == Value::Block)
    for (const auto &[name, part] : after->parts)
      if (auto other = before->parts.find(name); other != before->parts.end()) {
        Step step{after->kind == Value::Pointer ? Step::Target : Step::Slot, after->kind == Value::Pointer ? "" : name};
        find(values, part, other->second, where.at(step), test, found);
      }
}

bool settleGrowth(State &grown, State &kept, const Comparison &test) {
  std::optional<Growing> found;
  for (const auto &[root, value] : grown.roots()) {
    Location where{root, {}, grown.typeOf(root)};
    find(grown.valuesOf(), value, kept.load(where), where, test, found);
  }
  if (!found)
    return false;
  Expr needed = *neededOf(test, found->limit);
  Expr capacity;
  if (found->factor == 2) // c = 2c + s: what doubles is c + s
    capacity = Expr::apply(Function::Growth, {Expr::max({found->limit, found->start}) + found->step, needed + found->step}) - found->step;
  else if (found->factor == 1)
    capacity = Expr::max({found->limit, Expr::apply(Function::RoundUp, {needed, found->step})});
  else
    capacity = Expr::max({found->limit, needed * Expr::interval(1, found->factor)});
  capacity = Expr::max({capacity, found->start});
  // Whatever was computed from the old capacity was computed from the one before the last step.
  Expr last = (capacity - found->step) / Expr(found->factor);
  Rewriter rewriter = identityRewriter();
  rewriter.number = [&](const Expr &number) { return size::replaced(number, found->limit, last); };
  grown.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
  kept.store(found->where, scalar(capacity));
  return true;
}

/// Whether more and more may be needed, as opposed to so much from the beginning: `while (kept.size() < most)`.
static bool canRise(const Expr &needed) {
  std::set<Symbol> symbols;
  needed.collectSymbols(symbols);
  return llvm::any_of(symbols, [](const Symbol &symbol) { return symbol.varying || symbol.measure == "now"; });
}

/// The number on one side of a test, if it is one that a loop changes or a member.
static std::optional<Expr> limitOf(const Comparison &test, const Expr &size) {
  for (const Expr *side : {&test.right, &test.left}) {
    bool again = !side->operandsOf(Function::Growth).empty() && size::replaced(size, *side, stand()) != size;
    if (auto needed = again ? neededOf(test, *side) : std::nullopt; needed && canRise(*needed))
      return *side;
    std::set<Symbol> symbols;
    side->collectSymbols(symbols);
    for (const Symbol &symbol : symbols) {
      bool counts = symbol.measure == "now";
      bool changes = counts || (!symbol.subject.empty() && symbol.subject.head() == "field");
      auto needed = changes && size.mentions(symbol) ? neededAt(test, Expr::symbol(symbol)) : std::nullopt;
      if (needed && (!counts || canRise(*needed)))
        return Expr::symbol(symbol);
    }
  }
  return std::nullopt;
}

std::optional<std::pair<Expr, Expr>> outgrown(const State &state, const Expr &size) {
  for (const Comparison &test : llvm::reverse(state.comparisons)) {
    auto limit = limitOf(test, size);
    if (!limit)
      continue;
    bool steps = llvm::any_of(state.roots(), [&](const auto &root) {
      auto growing = root.second->kind == Value::Scalar ? growingFrom(*limit, root.second->number) : std::nullopt;
      return growing && growing->factor == 1;
    });
    if (steps)
      return std::nullopt;
    return std::pair(*limit, *neededOf(test, *limit));
  }
  return std::nullopt;
}

} // namespace highwater::flow
