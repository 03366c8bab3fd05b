// Max, min, mean, worst and function applications: what their structure alone lets one simplify.

#include "analysis/size/Bounds.h"
#include "analysis/size/Functions.h"

#include "llvm/ADT/STLExtras.h"

#include <cassert>

#include <limits>

namespace highwater::size {

/// Dominance among operands is quadratic: so many steps of comparing, then whatever is left stays.
constexpr int StepsOfOneExtremum = 500;

/// Whether `candidate` is no larger than the largest of `others` (no smaller than the smallest, if not `isMax`).
static bool yields(Candidate &candidate, llvm::MutableArrayRef<Candidate> others, bool isMax, int &steps) {
  if (llvm::any_of(others, [&](Candidate &other) {
        return isMax ? isAtMost(candidate, other, steps) : isAtMost(other, candidate, steps);
      }))
    return true;
  auto covered = [&](const Expr &operand) {
    Candidate inner{operand};
    return yields(inner, others, isMax, steps);
  };
  if (kindOf(candidate.expression) == (isMax ? Kind::Min : Kind::Max))
    return llvm::any_of(as<ApplyNode>(candidate.expression).operands, covered);
  if (kindOf(candidate.expression) == (isMax ? Kind::Max : Kind::Min))
    return llvm::all_of(as<ApplyNode>(candidate.expression).operands, covered);
  return false;
}

/// Drops what others make superfluous, the most involved ones first, so that the simplest stay.
static void prune(llvm::SmallVectorImpl<Expr> &operands, bool isMax) {
  llvm::sort(operands, [](const Expr &left, const Expr &right) {
    return std::pair(right.get().depth, printOf(right)) < std::pair(left.get().depth, printOf(left));
  });
  llvm::SmallVector<Candidate, 8> candidates;
  for (const Expr &operand : operands)
    candidates.push_back({operand});
  int steps = StepsOfOneExtremum;
  // Those that stay move to the end, so that each is in front once.
  for (std::size_t i = 0; i < operands.size() && candidates.size() > 1 && steps > 0; ++i) {
    Candidate candidate = std::move(candidates.front());
    candidates.erase(candidates.begin());
    if (!yields(candidate, candidates, isMax, steps))
      candidates.push_back(std::move(candidate));
  }
  operands.clear();
  for (const Candidate &candidate : candidates)
    operands.push_back(candidate.expression);
}

/// min(a, b) + 1 as what is added to a minimum; nothing for other sums.
static std::pair<std::optional<Expr>, double> minAndMore(const Expr &operand) {
  if (kindOf(operand) != Kind::Sum)
    return {};
  const SumNode &sum = as<SumNode>(operand);
  bool plain = sum.terms.size() == 1 && sum.terms[0].coefficient == 1 && kindOf(sum.terms[0].product) == Kind::Min;
  return plain ? std::pair(std::optional(sum.terms[0].product), sum.constant) : std::pair(std::optional<Expr>(), 0.0);
}

Expr extremum(Kind kind, llvm::ArrayRef<Expr> operands, bool mayPrune) {
  assert(!operands.empty() && "the extremum of nothing");
  if (auto unknown = anyUnknown(operands))
    return *unknown;
  bool isMax = kind == Kind::Max;
  llvm::SmallVector<Expr, 8> flat;
  std::optional<double> constant;
  auto include = [&](const Expr &operand) {
    if (auto value = operand.asConstant())
      constant = !constant ? *value : isMax ? std::max(*constant, *value) : std::min(*constant, *value);
    else
      flat.push_back(operand);
  };
  for (const Expr &operand : operands) {
    if (kindOf(operand) == kind)
      llvm::for_each(as<ApplyNode>(operand).operands, include);
    else if (auto [inner, more] = minAndMore(operand); inner && !isMax)
      for (const Expr &each : as<ApplyNode>(*inner).operands)
        include(each + more);
    else
      include(operand);
  }
  constexpr double unlimited = std::numeric_limits<double>::max();
  if (constant == unlimited && isMax)
    return unlimited;
  if (constant && (constant != unlimited || flat.empty()))
    flat.push_back(*constant);
  llvm::sort(flat);
  flat.erase(llvm::unique(flat), flat.end());
  if (mayPrune && flat.size() > 1) {
    prune(flat, isMax);
    llvm::sort(flat);
  }
  return flat.size() == 1 ? flat.front() : makeNode<ApplyNode>(kind, Function::Chunk, flat);
}

Expr Expr::max(llvm::ArrayRef<Expr> operands) { return extremum(Kind::Max, operands, true); }
Expr Expr::min(llvm::ArrayRef<Expr> operands) { return extremum(Kind::Min, operands, true); }

/// Splits a product into the part without varying symbols and the rest.
static std::pair<Expr, Expr> splitVarying(const Expr &product) {
  llvm::SmallVector<Factor, 4> fixed, varying;
  for (const Factor &factor : ProductView(product).factors)
    (factor.base.hasVarying() ? varying : fixed).push_back(factor);
  if (fixed.empty())
    return {1, product};
  return {productOf(fixed), productOf(varying)};
}

Expr Expr::mean(const Expr &body) {
  if (!body.hasVarying())
    return body;
  if (kindOf(body) == Kind::Sum) {
    const SumNode &node = as<SumNode>(body);
    llvm::SmallVector<Expr, 8> means = {node.constant};
    for (const Term &term : node.terms)
      means.push_back(scaled(mean(term.product), term.coefficient));
    return sum(means);
  }
  auto [fixed, varying] = splitVarying(body);
  if (kindOf(varying) == Kind::Sum)
    return fixed * mean(varying);
  return fixed * makeNode<ApplyNode>(Kind::Mean, Function::Chunk, varying);
}

/// The worst of one term. Only what can't be negative may move out.
static Expr worstTerm(double coefficient, const Expr &product) {
  if (coefficient < 0)
    return makeNode<ApplyNode>(Kind::Worst, Function::Chunk, scaled(product, coefficient));
  auto [fixed, varying] = splitVarying(product);
  if (!fixed.isNonNegative())
    return scaled(makeNode<ApplyNode>(Kind::Worst, Function::Chunk, product), coefficient);
  Expr inner = kindOf(varying) == Kind::Sum || kindOf(varying) == Kind::Max
                   ? Expr::worst(varying)
                   : makeNode<ApplyNode>(Kind::Worst, Function::Chunk, varying);
  return scaled(fixed * inner, coefficient);
}

Expr Expr::worst(const Expr &body) {
  if (!body.hasVarying())
    return body;
  if (kindOf(body) == Kind::Max) {
    llvm::SmallVector<Expr, 4> operands;
    for (const Expr &operand : as<ApplyNode>(body).operands)
      operands.push_back(worst(operand));
    return max(operands);
  }
  SumView view(body);
  llvm::SmallVector<Term, 8> fixed, varying;
  for (const Term &term : view.terms)
    (term.product.hasVarying() ? varying : fixed).push_back(term);
  Expr rest = varying.size() == 1
                  ? worstTerm(varying[0].coefficient, varying[0].product)
                  : makeNode<ApplyNode>(Kind::Worst, Function::Chunk, sumOf(0, varying));
  return sumOf(view.constant, fixed) + rest;
}

/// grow(grow(c, m), n) is grow(c, n) where m <= n, and so is growing on from just before the last doubling.
static std::optional<Expr> grownTwice(const Expr &capacity, const Expr &size) {
  std::vector<Expr> inner = capacity.operandsOf(Function::Growth);
  if (!inner.empty() && inner[1].isAtMost(size))
    return Expr::apply(Function::Growth, {inner[0], size});
  inner = capacity.operandsOf(Function::LastGrowth);
  if (!inner.empty() && size == capacity + 1)
    return Expr::apply(Function::Growth, {inner[0], inner[1]});
  return std::nullopt;
}

/// above(max(n, limit), limit, value) asks whether n is above, and value is only looked at where it is.
static std::optional<Expr> aboveMax(const Expr &number, const Expr &limit, const Expr &value) {
  std::vector<Expr> operands = number.operandsOfMax();
  auto found = llvm::find(operands, limit);
  if (found == operands.end())
    return std::nullopt;
  operands.erase(found);
  Expr without = Expr::max(operands);
  std::vector<Expr> bytes = value.operandsOf(Function::Chunk); // the one value that models give
  Expr inner = bytes.size() == 1 && (bytes[0] - number).asConstant()
                   ? Expr::apply(Function::Chunk, {without + (bytes[0] - number)})
                   : value;
  return Expr::apply(Function::Above, {without, limit, inner});
}

/// What an application is without computing it: a number, one of its operands, or a quotient.
static std::optional<Expr> simplified(Function function, llvm::ArrayRef<Expr> operands) {
  const Expr &first = operands[0];
  switch (function) {
  case Function::Growth:
    if (first.isNonNegative() && operands[1].isAtMost(first))
      return first;
    return grownTwice(first, operands[1]);
  case Function::LastGrowth:
    if (first.isNonNegative() && operands[1].isAtMost(first))
      return first;
    return std::nullopt;
  case Function::Above:
    if (operands[2].isZero() || first.isAtMost(operands[1]))
      return 0;
    if (first.asConstant() && operands[1].asConstant())
      return operands[2];
    return aboveMax(first, operands[1], operands[2]);
  case Function::Div: {
    SumView divisor(operands[1]);
    if (first.isZero() || first == operands[1] || (divisor.terms.size() + (divisor.constant != 0)) < 2)
      return first / operands[1];
    return std::nullopt;
  }
  case Function::Positive:
    if (first.isNonNegative())
      return first;
    if (first.isAtMost(0))
      return 0;
    return std::nullopt;
  case Function::Floor:
  case Function::Ceil:
    if (kindOf(first) == Kind::Apply && (as<ApplyNode>(first).function == Function::Floor ||
                                         as<ApplyNode>(first).function == Function::Ceil))
      return first;
    return std::nullopt;
  case Function::RoundUp:
    if (operands[1].isZero())
      return first;
    return std::nullopt;
  case Function::Guarded:
    // An amount that does not grow needs no guard, save on a path that is taken once in a while: where -n is at most -limit.
    if (first.isZero() || (first.asConstant() && !operands[1].isAtMost(0)) || operands[1].isAtMost(operands[2]) || (operands[1].asConstant() && operands[2].asConstant()))
      return first;
    return std::nullopt;
  case Function::OrElse:
    if (std::vector<Expr> inner = first.operandsOf(function); !inner.empty()) // what it would be without is known here, too
      return Expr::apply(function, {inner[0], operands[1]});
    if (std::vector<Expr> inner = operands[1].operandsOf(function); !inner.empty() && inner[0] == first)
      return operands[1];
    return first.asConstant() || first == operands[1] ? std::optional(first) : std::nullopt;
  default:
    return std::nullopt;
  }
}

Expr Expr::apply(Function function, llvm::ArrayRef<Expr> operands) {
  assert(operands.size() == arityOf(function));
  if (function == Function::Guarded && (operands[1].isUnknown() || operands[2].isUnknown()))
    return operands[0];
  if (function == Function::OrElse && operands[1].isUnknown())
    return operands[0];
  if (auto unknown = anyUnknown(operands))
    return *unknown;
  if (llvm::all_of(operands, [](const Expr &operand) { return operand.asConstant(); })) {
    llvm::SmallVector<double, 3> numbers;
    for (const Expr &operand : operands)
      numbers.push_back(*operand.asConstant());
    return call(function, llvm::ArrayRef<double>(numbers));
  }
  if (auto simple = simplified(function, operands))
    return *simple;
  return makeNode<ApplyNode>(Kind::Apply, function, operands);
}

} // namespace highwater::size
