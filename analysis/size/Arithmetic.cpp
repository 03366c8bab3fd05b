// Sums, products and quotients, always in canonical form.

#include "analysis/size/Node.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

namespace highwater::size {

/// Multiplying out makes at most so many terms; a larger product keeps its sums as opaque factors.
constexpr std::size_t MaximalExpansion = 64;

SumView::SumView(const Expr &expression) {
  switch (kindOf(expression)) {
  case Kind::Constant:
    constant = as<ConstantNode>(expression).value;
    return;
  case Kind::Sum:
    constant = as<SumNode>(expression).constant;
    terms = as<SumNode>(expression).terms;
    return;
  default:
    single = Term{1, expression};
    terms = llvm::ArrayRef(*single);
  }
}

ProductView::ProductView(const Expr &expression) {
  if (kindOf(expression) == Kind::Product) {
    factors = as<ProductNode>(expression).factors;
    return;
  }
  single = Factor{expression, 1};
  factors = llvm::ArrayRef(*single);
}

/// Adds coefficients; what rounding leaves of an exact cancellation is dropped.
static double added(double left, double right) {
  double result = left + right;
  return std::abs(result) < 1e-13 * std::max(std::abs(left), std::abs(right)) ? 0 : result;
}

/// A sum of terms that are sorted and distinct.
static Expr sumOfSorted(double constant, llvm::ArrayRef<Term> terms) {
  if (terms.empty())
    return constant;
  if (terms.size() == 1 && constant == 0 && terms[0].coefficient == 1)
    return terms[0].product;
  for (const Term &term : terms)
    if (!std::isfinite(term.coefficient))
      return Expr::unknown("number out of range");
  if (!std::isfinite(constant))
    return Expr::unknown("number out of range");
  return makeNode<SumNode>(constant + 0.0, terms);
}

Expr sumOf(double constant, llvm::SmallVectorImpl<Term> &terms) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    Kind kind = kindOf(terms[i].product);
    if (kind == Kind::Unknown)
      return terms[i].product;
    if (kind != Kind::Constant && kind != Kind::Sum)
      continue;
    Term folded = std::move(terms[i]);
    SumView view(folded.product);
    constant = added(constant, folded.coefficient * view.constant);
    terms[i].coefficient = 0;
    terms[i].product = Expr();
    for (const Term &term : view.terms)
      terms.push_back({folded.coefficient * term.coefficient, term.product});
  }
  llvm::sort(terms, [](const Term &left, const Term &right) {
    return printOf(left.product) < printOf(right.product);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms.size();) {
    double coefficient = terms[i].coefficient;
    std::size_t next = i + 1;
    for (; next < terms.size() && terms[next].product == terms[i].product; ++next)
      coefficient = added(coefficient, terms[next].coefficient);
    if (coefficient != 0) {
      if (kept != i)
        terms[kept].product = std::move(terms[i].product);
      terms[kept++].coefficient = coefficient;
    }
    i = next;
  }
  terms.truncate(kept);
  return sumOfSorted(constant, terms);
}

Expr productOf(llvm::SmallVectorImpl<Factor> &factors) {
  llvm::sort(factors, [](const Factor &left, const Factor &right) {
    return printOf(left.base) < printOf(right.base);
  });
  llvm::SmallVector<Factor, 4> merged;
  for (const Factor &factor : factors) {
    if (!merged.empty() && merged.back().base == factor.base)
      merged.back().power += factor.power;
    else
      merged.push_back(factor);
    if (merged.back().power == 0)
      merged.pop_back();
  }
  if (merged.empty())
    return 1;
  if (merged.size() == 1 && merged[0].power == 1)
    return merged[0].base;
  return makeNode<ProductNode>(merged);
}

/// left + scale·right by merging, in one pass.
static Expr combined(const Expr &left, const Expr &right, double scale) {
  if (auto unknown = anyUnknown(left, right))
    return *unknown;
  if (right.isZero())
    return left;
  if (left.isZero() && scale == 1)
    return right;
  SumView a(left), b(right);
  double constant = added(a.constant, scale * b.constant);
  llvm::SmallVector<Term, 8> terms;
  terms.reserve(a.terms.size() + b.terms.size());
  const Term *i = a.terms.begin(), *j = b.terms.begin();
  while (i != a.terms.end() && j != b.terms.end()) {
    auto order = printOf(i->product) <=> printOf(j->product);
    if (order < 0) {
      terms.push_back(*i++);
    } else if (order > 0) {
      terms.push_back({scale * j->coefficient, j->product});
      ++j;
    } else {
      if (double merged = added(i->coefficient, scale * j->coefficient); merged != 0)
        terms.push_back({merged, i->product});
      ++i, ++j;
    }
  }
  terms.append(i, a.terms.end());
  for (; j != b.terms.end(); ++j)
    terms.push_back({scale * j->coefficient, j->product});
  return sumOfSorted(constant, terms);
}

Expr operator+(const Expr &left, const Expr &right) { return combined(left, right, 1); }
Expr operator-(const Expr &left, const Expr &right) { return combined(left, right, -1); }

double Expr::constantTerm() const { return isUnknown() ? 0 : SumView(*this).constant; }

Expr Expr::sum(llvm::ArrayRef<Expr> operands) {
  if (auto unknown = anyUnknown(operands))
    return *unknown;
  double constant = 0;
  llvm::SmallVector<Term, 16> terms;
  for (const Expr &operand : operands) {
    SumView view(operand);
    constant = added(constant, view.constant);
    terms.append(view.terms.begin(), view.terms.end());
  }
  return sumOf(constant, terms);
}

Expr scaled(const Expr &expression, double multiply, double divide) {
  if (expression.isUnknown() || (multiply == 1 && divide == 1))
    return expression;
  if (multiply == 0)
    return 0;
  SumView view(expression);
  llvm::SmallVector<Term, 8> terms;
  terms.reserve(view.terms.size());
  for (const Term &term : view.terms)
    if (double coefficient = term.coefficient * multiply / divide; coefficient != 0)
      terms.push_back({coefficient, term.product});
  return sumOfSorted(view.constant * multiply / divide, terms);
}

/// The product of two atoms, products or opaque sums.
static Expr multiplied(const Expr &left, const Expr &right) {
  ProductView a(left), b(right);
  llvm::SmallVector<Factor, 8> factors(a.factors.begin(), a.factors.end());
  factors.append(b.factors.begin(), b.factors.end());
  return productOf(factors);
}

/// A sum too large to multiply out: as one factor, without the coefficient of a lone term.
static Term asFactor(const Expr &expression) {
  SumView view(expression);
  if (view.terms.size() == 1 && view.constant == 0)
    return view.terms[0];
  return {1, expression};
}

/// `count * div(sum, count)`, if the count is never 0: the sum.
static std::optional<Expr> undivided(const Expr &count, const Expr &quotient) {
  std::vector<Expr> operands = quotient.operandsOf(Function::Div);
  bool cancels = operands.size() == 2 && operands[1] == count && SumView(count).constant > 0 && count.isNonNegative();
  return cancels ? std::optional(operands[0]) : std::nullopt;
}

Expr operator*(const Expr &left, const Expr &right) {
  if (auto unknown = anyUnknown(left, right))
    return *unknown;
  if (auto sum = undivided(left, right))
    return *sum;
  if (auto sum = undivided(right, left))
    return *sum;
  if (auto constant = left.asConstant())
    return scaled(right, *constant);
  if (auto constant = right.asConstant())
    return scaled(left, *constant);
  SumView a(left), b(right);
  llvm::SmallVector<Term, 16> terms;
  std::size_t width = a.terms.size() + (a.constant != 0);
  std::size_t height = b.terms.size() + (b.constant != 0);
  if (width * height > MaximalExpansion) {
    Term x = asFactor(left), y = asFactor(right);
    terms.push_back({x.coefficient * y.coefficient, multiplied(x.product, y.product)});
    return sumOf(0, terms);
  }
  for (const Term &x : a.terms) {
    for (const Term &y : b.terms)
      terms.push_back({x.coefficient * y.coefficient, multiplied(x.product, y.product)});
    if (b.constant != 0)
      terms.push_back({x.coefficient * b.constant, x.product});
  }
  if (a.constant != 0)
    for (const Term &y : b.terms)
      terms.push_back({a.constant * y.coefficient, y.product});
  return sumOf(a.constant * b.constant, terms);
}

/// left / right if that is one number: the same terms, all in the same ratio.
static std::optional<double> ratio(const SumView &left, const SumView &right) {
  if (left.terms.size() != right.terms.size())
    return std::nullopt;
  double first = left.terms[0].coefficient / right.terms[0].coefficient;
  if (left.constant != first * right.constant)
    return std::nullopt;
  for (auto [a, b] : llvm::zip(left.terms, right.terms))
    if (a.product != b.product || a.coefficient != first * b.coefficient)
      return std::nullopt;
  return first;
}

Expr operator/(const Expr &left, const Expr &right) {
  if (auto unknown = anyUnknown(left, right))
    return *unknown;
  if (auto divisor = right.asConstant())
    return *divisor == 0 ? left : scaled(left, 1, *divisor);
  if (left.isZero())
    return left;
  SumView b(right);
  if (b.terms.size() == 1 && b.constant == 0) {
    ProductView view(b.terms[0].product);
    llvm::SmallVector<Factor, 4> inverse(view.factors.begin(), view.factors.end());
    for (Factor &factor : inverse)
      factor.power = -factor.power;
    return scaled(left * productOf(inverse), 1, b.terms[0].coefficient);
  }
  SumView a(left);
  if (!a.terms.empty())
    if (auto number = ratio(a, b))
      return *number;
  return Expr::apply(Function::Div, {left, right});
}

} // namespace highwater::size
