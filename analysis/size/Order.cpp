// What structure alone shows about which of two expressions is larger.
//
// `left <= right` holds if right - left can't be negative. The difference is known not to be negative if all its
// coefficients and factors are; else each negative term must be paid for by a positive one at least as large, after
// replacing applications by bounds of theirs: max(x, y) by x or by y, grow(c, n) by n. All steps draw on one budget.

#include "analysis/size/Node.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::size {

namespace {

class Comparison {
public:
  bool isAtMost(const Expr &left, const Expr &right);

private:
  bool isNonNegative(const Expr &difference);
  bool paidFor(const SumNode &difference);
  bool byBounds(const SumNode &difference);
  bool productAtMost(const Expr &left, const Expr &right);
  bool atomAtMost(const Expr &left, const Expr &right);
  bool applicationAtMost(const ApplyNode &left, const ApplyNode &right);

  /// Enough for any difference that a person would see at a glance; nothing is lost but precision.
  int budget = 200;
};

} // namespace

/// Expressions that are each at most `atom`.
static llvm::SmallVector<Expr, 4> lowerBounds(const Expr &atom) {
  if (kindOf(atom) == Kind::Max) {
    auto &operands = as<ApplyNode>(atom).operands;
    return {operands.begin(), operands.end()};
  }
  if (kindOf(atom) != Kind::Apply)
    return {};
  const ApplyNode &node = as<ApplyNode>(atom);
  switch (node.function) {
  case Function::Chunk:
  case Function::Buckets:
  case Function::BucketsLibcxx:
  case Function::Ceil:
  case Function::RoundUp:
  case Function::Positive:
    return {node.operands[0]};
  case Function::Growth:
    return {node.operands[0], node.operands[1]};
  case Function::StringGrowth:
    return {node.operands[0], node.operands[1], node.operands[2]};
  case Function::LastGrowth:
    return {node.operands[0]};
  default:
    return {};
  }
}

/// Expressions that are each at least `atom`.
static llvm::SmallVector<Expr, 4> upperBounds(const Expr &atom) {
  if (kindOf(atom) == Kind::Min) {
    auto &operands = as<ApplyNode>(atom).operands;
    return {operands.begin(), operands.end()};
  }
  if (kindOf(atom) != Kind::Apply)
    return {};
  const ApplyNode &node = as<ApplyNode>(atom);
  switch (node.function) {
  case Function::Floor:
    return {node.operands[0]};
  case Function::Above:
    if (node.operands[2].isNonNegative())
      return {node.operands[2]};
    return {};
  case Function::LastGrowth:
    return {Expr::apply(Function::Growth, node.operands)};
  default:
    return {};
  }
}

/// Alternatives of which one is always equal to the atom, so that all of them must hold.
static llvm::SmallVector<Expr, 4> cases(const Expr &atom, bool isMax) {
  if (kindOf(atom) == (isMax ? Kind::Max : Kind::Min)) {
    auto &operands = as<ApplyNode>(atom).operands;
    return {operands.begin(), operands.end()};
  }
  if (isMax && kindOf(atom) == Kind::Apply && as<ApplyNode>(atom).function == Function::Positive)
    return {Expr(0), as<ApplyNode>(atom).operands[0]};
  return {};
}

bool Comparison::isAtMost(const Expr &left, const Expr &right) {
  if (left == right)
    return !left.isUnknown();
  if (left.isUnknown() || right.isUnknown() || --budget < 0)
    return false;
  auto a = left.asConstant(), b = right.asConstant();
  if (a && b)
    return *a <= *b;
  return isNonNegative(right - left);
}

/// A symbol that only ever counts against the sum makes it negative: the quick answer for most pairs that can't be compared.
static bool isOutgrown(const SumView &difference) {
  std::uint64_t inFavour = 0;
  auto counts = [](const Term &term) { return term.coefficient > 0 || !term.product.isNonNegative(); };
  for (const Term &term : difference.terms)
    if (counts(term))
      inFavour |= term.product.get().symbols;
  return llvm::any_of(difference.terms, [&](const Term &term) {
    return !counts(term) && llvm::any_of(ProductView(term.product).factors, [&](const Factor &factor) {
      return factor.base.asSymbol() && factor.power > 0 && !(factor.base.get().symbols & inFavour);
    });
  });
}

/// At most `difference`: each interval at the end that makes its term smaller; nothing if there are none.
static std::optional<Expr> withoutIntervals(const SumView &difference) {
  llvm::SmallVector<Expr, 8> terms = {difference.constant};
  bool changed = false;
  for (const Term &term : difference.terms) {
    Expr product = 1;
    llvm::SmallVector<Factor, 4> others;
    for (const Factor &factor : ProductView(term.product).factors) {
      if (kindOf(factor.base) != Kind::Interval || factor.power < 0) {
        others.push_back(factor);
        continue;
      }
      const IntervalNode &interval = as<IntervalNode>(factor.base);
      if (interval.low < 0 || !term.product.isNonNegative())
        return std::nullopt;
      for (int i = 0; i < factor.power; ++i)
        product = product * (term.coefficient > 0 ? interval.low : interval.high);
      changed = true;
    }
    terms.push_back(scaled(product * productOf(others), term.coefficient));
  }
  return changed ? std::optional(Expr::sum(terms)) : std::nullopt;
}

bool Comparison::isNonNegative(const Expr &difference) {
  if (difference.isNonNegative())
    return true;
  if (--budget < 0 || difference.asConstant())
    return false;
  SumView view(difference);
  if (view.constant <= 0 && llvm::all_of(view.terms, [](const Term &term) {
        return term.coefficient < 0 && term.product.isNonNegative();
      }))
    return false;
  if (isOutgrown(view))
    return false;
  SumNode node(view.constant, view.terms);
  if (paidFor(node) || byBounds(node))
    return true;
  std::optional<Expr> pinned = withoutIntervals(view);
  return pinned && isNonNegative(*pinned);
}

/// Each negative term is covered by positive terms whose products are at least as large, with enough coefficient.
bool Comparison::paidFor(const SumNode &difference) {
  if (difference.constant < 0)
    return false;
  llvm::SmallVector<double, 8> left;
  for (const Term &term : difference.terms) {
    if (!term.product.isNonNegative())
      return false;
    left.push_back(term.coefficient);
  }
  for (auto [debt, term] : llvm::zip(left, difference.terms)) {
    for (auto [credit, other] : llvm::zip(left, difference.terms)) {
      if (debt >= 0)
        break;
      if (credit <= 0 || !productAtMost(term.product, other.product))
        continue;
      double paid = std::min(-debt, credit);
      debt += paid;
      credit -= paid;
    }
    if (debt < 0)
      return false;
  }
  return true;
}

/// Replaces one lone atom by all its cases, which loses nothing, else by a bound of it.
bool Comparison::byBounds(const SumNode &difference) {
  Expr self(std::make_shared<SumNode>(difference));
  auto holdsWith = [&](const Term &term, const Expr &bound) {
    return isNonNegative(self + scaled(bound - term.product, term.coefficient));
  };
  // -max(x, y) >= 0 is -x >= 0 and -y >= 0; min is the mirror image.
  for (const Term &term : difference.terms)
    if (auto all = cases(term.product, /*isMax=*/term.coefficient < 0); !all.empty())
      return llvm::all_of(all, [&](const Expr &each) { return holdsWith(term, each); });
  return llvm::any_of(difference.terms, [&](const Term &term) {
    auto bounds = term.coefficient > 0 ? lowerBounds(term.product) : upperBounds(term.product);
    // One that settles it at once, if there is one, before any search.
    auto settles = [&](const Expr &bound) {
      return (self + scaled(bound - term.product, term.coefficient)).isNonNegative();
    };
    return llvm::any_of(bounds, settles) ||
           llvm::any_of(bounds, [&](const Expr &bound) { return holdsWith(term, bound); });
  });
}

/// Factor by factor: what both have in common goes, the rest must pair up.
bool Comparison::productAtMost(const Expr &left, const Expr &right) {
  if (--budget < 0)
    return false;
  llvm::SmallVector<Factor, 4> rest(ProductView(right).factors);
  for (Factor factor : ProductView(left).factors) {
    for (Factor &other : rest)
      if (other.base == factor.base && (other.power > 0) == (factor.power > 0)) {
        int common = factor.power > 0 ? std::min(other.power, factor.power)
                                      : std::max(other.power, factor.power);
        other.power -= common;
        factor.power -= common;
      }
    if (factor.power == 0)
      continue;
    if (factor.power < 0)
      return false;
    auto cover = llvm::find_if(rest, [&](const Factor &other) {
      return other.power >= factor.power && atomAtMost(factor.base, other.base);
    });
    if (cover == rest.end())
      return false;
    cover->power -= factor.power;
  }
  return llvm::all_of(rest, [](const Factor &factor) { return factor.power == 0; });
}

bool Comparison::atomAtMost(const Expr &left, const Expr &right) {
  if (left == right)
    return true;
  if (--budget < 0 || !left.isNonNegative() || !right.isNonNegative())
    return false;
  if (kindOf(left) == Kind::Apply && kindOf(right) == Kind::Apply &&
      applicationAtMost(as<ApplyNode>(left), as<ApplyNode>(right)))
    return true;
  bool folded = kindOf(left) == Kind::Mean || kindOf(left) == Kind::Worst;
  if (folded && kindOf(right) == kindOf(left))
    return isAtMost(as<ApplyNode>(left).operands[0], as<ApplyNode>(right).operands[0]);
  auto belowRight = [&](const Expr &expression) { return isAtMost(expression, right); };
  auto aboveLeft = [&](const Expr &expression) { return isAtMost(left, expression); };
  if (auto all = cases(left, /*isMax=*/true); !all.empty())
    return llvm::all_of(all, belowRight);
  if (auto all = cases(right, /*isMax=*/false); !all.empty())
    return llvm::all_of(all, aboveLeft);
  return llvm::any_of(lowerBounds(right), aboveLeft) || llvm::any_of(upperBounds(left), belowRight);
}

/// f(a, b) <= f(c, d) if a <= c and b <= d, and no argument in which f is not monotone differs.
bool Comparison::applicationAtMost(const ApplyNode &left, const ApplyNode &right) {
  if (left.function != right.function)
    return false;
  auto same = [&](unsigned index) { return left.operands[index] == right.operands[index]; };
  auto atMost = [&](unsigned index) { return isAtMost(left.operands[index], right.operands[index]); };
  switch (left.function) {
  case Function::Growth:
  case Function::LastGrowth:
    return same(0) && atMost(1);
  case Function::StringGrowth:
    return same(0) && atMost(1) && same(2);
  case Function::Above:
    return atMost(0) && isAtMost(right.operands[1], left.operands[1]) && atMost(2) &&
           right.operands[2].isNonNegative();
  case Function::RoundUp:
    return atMost(0) && same(1);
  case Function::Div:
    return atMost(0) && same(1) && left.operands[1].isNonNegative();
  default:
    return atMost(0);
  }
}

bool Expr::isAtMost(const Expr &other) const { return Comparison().isAtMost(*this, other); }

} // namespace highwater::size
