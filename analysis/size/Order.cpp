// What structure alone shows about which of two expressions is larger.
//
// `left <= right` holds if right - left can't be negative. The difference is known not to be negative if all its
// coefficients and factors are; else each negative term must be paid for by a positive one at least as large, after
// replacing applications by bounds of theirs: max(x, y) by x or by y, grow(c, n) by n. All steps draw on one budget.

#include "analysis/size/Bounds.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>
#include <limits>

namespace highwater::size {

namespace {

class Comparison {
public:
  explicit Comparison(int budget) : budget(budget) {}
  bool isNonNegative(const Expr &difference);

  int budget;                ///< sums and products that may still be formed or looked at

private:
  bool isAtMost(const Expr &left, const Expr &right);
  bool paidFor(const SumNode &difference);
  bool byBounds(const SumNode &difference);
  bool productAtMost(const Expr &left, const Expr &right);
  bool atomAtMost(const Expr &left, const Expr &right);
  bool applicationAtMost(const ApplyNode &left, const ApplyNode &right);
};

} // namespace

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
      return --budget >= 0 && (self + scaled(bound - term.product, term.coefficient)).isNonNegative();
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

namespace {

/// Symbols of very different size, a different one large at each point.
struct Point : Binding {
  explicit Point(unsigned index) : index(index) {}
  std::optional<Range> number(const Symbol &symbol) const override {
    return Range::exactly(std::ldexp(1, static_cast<int>(symbol.hash() >> (8 * index + 4) & 31)));
  }
  unsigned index;
};

} // namespace

/// Whether `left` is larger at some point, by more than rounding.
static bool isRefuted(Candidate &left, Candidate &right) {
  for (Candidate *candidate : {&left, &right}) {
    if (candidate->values)
      continue;
    candidate->values.emplace();
    for (unsigned i = 0; i < candidate->values->size(); ++i)
      (*candidate->values)[i] = candidate->expression.evaluate(Point(i)).value->best;
  }
  for (auto [a, b] : llvm::zip(*left.values, *right.values))
    if (a - b > 1e-6 * std::max(std::abs(a), std::abs(b)))
      return true;
  return false;
}

bool isAtMost(Candidate &left, Candidate &right, int &steps) {
  constexpr int StepsOfOneComparison = 100;
  const Expr &a = left.expression, &b = right.expression;
  if (a.isUnknown() || b.isUnknown())
    return false;
  Expr difference = b - a;
  if (difference.isNonNegative())
    return true;
  if (difference.asConstant() || isOutgrown(SumView(difference)) || isRefuted(left, right))
    return false;
  int granted = std::min(steps, StepsOfOneComparison);
  Comparison comparison(granted);
  bool holds = comparison.isNonNegative(difference);
  steps -= granted - std::max(comparison.budget, 0);
  return holds;
}

/// Enough for any difference that a person would see at a glance.
bool Expr::isAtMost(const Expr &other) const {
  Candidate left{*this}, right{other};
  int steps = std::numeric_limits<int>::max();
  return size::isAtMost(left, right, steps);
}

} // namespace highwater::size
