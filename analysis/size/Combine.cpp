// Max, min, mean, worst and function applications: what their structure alone lets one simplify.

#include "analysis/size/Functions.h"
#include "analysis/size/Node.h"

#include "llvm/ADT/STLExtras.h"

#include <cassert>

namespace highwater::size {

/// Dominance among operands is quadratic; beyond so many, only constants and duplicates are dropped.
constexpr std::size_t MaximalComparison = 24;

/// Whether `expression` is no larger than the largest of `others` (no smaller than the smallest, if not `isMax`).
static bool yields(const Expr &expression, llvm::ArrayRef<Expr> others, bool isMax) {
  auto covered = [&](const Expr &operand) { return yields(operand, others, isMax); };
  if (llvm::any_of(others, [&](const Expr &other) {
        return isMax ? expression.isAtMost(other) : other.isAtMost(expression);
      }))
    return true;
  if (kindOf(expression) == (isMax ? Kind::Min : Kind::Max))
    return llvm::any_of(as<ApplyNode>(expression).operands, covered);
  if (kindOf(expression) == (isMax ? Kind::Max : Kind::Min))
    return llvm::all_of(as<ApplyNode>(expression).operands, covered);
  return false;
}

static Expr extremum(Kind kind, llvm::ArrayRef<Expr> operands) {
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
    else
      include(operand);
  }
  if (constant)
    flat.push_back(*constant);
  llvm::sort(flat);
  flat.erase(llvm::unique(flat), flat.end());

  // The most involved ones go first, so that the simplest stay.
  llvm::SmallVector<Expr, 8> kept = flat;
  llvm::sort(flat, [](const Expr &left, const Expr &right) {
    return std::pair(right.get().depth, printOf(right)) < std::pair(left.get().depth, printOf(left));
  });
  bool compare = flat.size() <= MaximalComparison;
  for (const Expr &operand : flat) {
    if (kept.size() == 1)
      return kept.front();
    if (!compare && !operand.asConstant())
      continue;
    auto place = llvm::find(kept, operand);
    kept.erase(place);
    if (!yields(operand, kept, isMax))
      kept.push_back(operand);
  }
  if (kept.size() == 1)
    return kept.front();
  llvm::sort(kept);
  return makeNode<ApplyNode>(kind, Function::Chunk, kept);
}

Expr Expr::max(llvm::ArrayRef<Expr> operands) { return extremum(Kind::Max, operands); }
Expr Expr::min(llvm::ArrayRef<Expr> operands) { return extremum(Kind::Min, operands); }

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

/// What an application is without computing it: a number, one of its operands, or a quotient.
static std::optional<Expr> simplified(Function function, llvm::ArrayRef<Expr> operands) {
  const Expr &first = operands[0];
  switch (function) {
  case Function::Growth:
  case Function::LastGrowth:
    if (first.isNonNegative() && operands[1].isAtMost(first))
      return first;
    return std::nullopt;
  case Function::Above:
    if (operands[2].isZero() || first.isAtMost(operands[1]))
      return 0;
    return std::nullopt;
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
  default:
    return std::nullopt;
  }
}

Expr Expr::apply(Function function, llvm::ArrayRef<Expr> operands) {
  assert(operands.size() == arityOf(function));
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
