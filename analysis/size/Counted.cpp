// Sums pass steps on, minima limit them, maxima have the parts of all operands.

#include "analysis/size/Counted.h"

#include "analysis/size/Node.h"

#include <cmath>

namespace highwater::size {

static std::optional<Counted> inSum(const Expr &update, const Symbol &number) {
  SumView sum(update);
  std::optional<Counted> result;
  Expr rest = sum.constant;
  for (const Term &term : sum.terms) {
    if (!term.product.mentions(number)) {
      rest += scaled(term.product, term.coefficient);
      continue;
    }
    if (result || term.coefficient != 1)
      return std::nullopt;
    result = countedUp(term.product, number);
    if (!result)
      return std::nullopt;
  }
  if (!result)
    return std::nullopt;
  for (Counted::Part &part : result->parts) {
    part.step += rest;
    for (Expr &limit : part.limits)
      limit += rest;
  }
  for (Expr &floor : result->floors)
    floor += rest;
  return result;
}

static std::optional<Counted> inMin(llvm::ArrayRef<Expr> operands, const Symbol &number) {
  std::optional<Counted> result;
  std::vector<Expr> limits;
  for (const Expr &operand : operands) {
    if (!operand.mentions(number)) {
      limits.push_back(operand);
      continue;
    }
    // min(n, above(limit + 1, n, limit)): nothing is left of more.
    if (std::vector<Expr> above = operand.operandsOf(Function::Above); above.size() == 3 && !above[2].mentions(number)) {
      limits.push_back(above[2]);
      continue;
    }
    if (result) // either alone is at least the smaller of both
      continue;
    result = countedUp(operand, number);
    if (!result)
      return std::nullopt;
  }
  if (result)
    for (Counted::Part &part : result->parts)
      part.limits.insert(part.limits.end(), limits.begin(), limits.end());
  return result;
}

static std::optional<Counted> inMax(llvm::ArrayRef<Expr> operands, const Symbol &number) {
  Counted result;
  for (const Expr &operand : operands) {
    if (!operand.mentions(number)) {
      result.floors.push_back(operand);
      continue;
    }
    std::optional<Counted> each = countedUp(operand, number);
    if (!each)
      return std::nullopt;
    result.floors.insert(result.floors.end(), each->floors.begin(), each->floors.end());
    result.parts.insert(result.parts.end(), each->parts.begin(), each->parts.end());
  }
  return result;
}

static std::optional<Counted> guarded(const ApplyNode &node, const Symbol &number) {
  if (node.function != Function::Guarded)
    return std::nullopt;
  std::optional<Counted> result = countedUp(node.operands[0], number);
  bool apart = !node.operands[1].mentions(number) && !node.operands[2].mentions(number);
  for (unsigned index = 0; result && apart && index < result->parts.size(); ++index)
    result->parts[index].guards.push_back({node.operands[1], node.operands[2]});
  return result;
}

Expr spreadOut(const Expr &step, llvm::function_ref<std::optional<Expr>(const Counted::Guard &)> between) {
  SumView sum(step);
  Expr result = sum.constant;
  for (const Term &term : sum.terms) {
    Expr product = term.coefficient;
    for (const Factor &factor : ProductView(term.product).factors) {
      std::vector<Expr> operands = factor.power == 1 ? factor.base.operandsOf(Function::Guarded) : std::vector<Expr>();
      auto iterations = operands.empty() ? std::nullopt : between({operands[1], operands[2]});
      if (iterations)
        product = product * operands[0] / *iterations;
      else
        for (int times = 0; times < std::abs(factor.power); ++times)
          product = factor.power > 0 ? product * factor.base : product / factor.base;
    }
    result += product;
  }
  return result;
}

std::optional<Counted> countedUp(const Expr &update, const Symbol &number) {
  const Symbol *symbol = update.asSymbol();
  if (symbol && *symbol == number)
    return Counted{{Counted::Part{0, {}, {}}}, {}};
  switch (kindOf(update)) {
  case Kind::Sum:
    return inSum(update, number);
  case Kind::Min:
    return inMin(as<ApplyNode>(update).operands, number);
  case Kind::Max:
    return inMax(as<ApplyNode>(update).operands, number);
  case Kind::Apply:
    return guarded(as<ApplyNode>(update), number);
  default:
    return std::nullopt;
  }
}

/// One term that is divided by several such numbers, which are one together.
static std::optional<Shared> inTerm(const Term &term, const Symbol &number) {
  Expr amount = term.coefficient, count = 1;
  for (const Factor &factor : ProductView(term.product).factors) {
    std::vector<Expr> quotient = factor.base.operandsOf(Function::Div);
    if (factor.power == 1 && quotient.size() == 2 && quotient[1].mentions(number)) {
      amount = amount * quotient[0];
      count = count * quotient[1];
    } else if (factor.power == -1 && factor.base.mentions(number)) {
      count = count * factor.base;
    } else {
      Expr power = 1;
      for (int times = 0; times < std::abs(factor.power); ++times)
        power = power * factor.base;
      amount = factor.power > 0 ? amount * power : amount / power;
    }
  }
  bool shared = !amount.mentions(number) && count.mentions(number);
  return shared ? std::optional(Shared{amount, count}) : std::nullopt;
}

std::optional<Shared> sharedOut(const Expr &step, const Symbol &number) {
  SumView sum(step);
  if (sum.terms.empty() || sum.constant != 0)
    return std::nullopt;
  if (sum.terms.size() == 1)
    if (auto shared = inTerm(sum.terms.front(), number))
      return shared;
  std::vector<Expr> counts;
  ProductView first(sum.terms.front().product);
  for (const Factor &factor : first.factors)
    if (factor.power == -1 && factor.base.mentions(number))
      counts.push_back(factor.base);
  if (std::vector<Expr> operands = step.operandsOf(Function::Div); operands.size() == 2)
    counts.push_back(operands[1]);
  for (const Expr &count : counts)
    if (Expr amount = step * count; !amount.mentions(number))
      return Shared{amount, count};
    else if (std::vector<Expr> operands = step.operandsOf(Function::Div);
             operands.size() == 2 && operands[1] == count && !operands[0].mentions(number))
      return Shared{operands[0], count};
  // Several times in one iteration, to one of more and more.
  Shared several{0, 0};
  for (const Term &term : sum.terms) {
    auto shared = inTerm(term, number);
    if (!shared)
      return std::nullopt;
    several = {several.amount + shared->amount, Expr::max({several.count, shared->count})};
  }
  return several;
}

std::optional<Shared> sharedAlike(const Expr &step, const Symbol &number) {
  for (const Term &term : SumView(step).terms) {
    Expr less = scaled(term.product, term.coefficient) / Expr::symbol(number);
    if (less.mentions(number) || !(Expr(0) - less).isNonNegative())
      continue;
    Expr count = Expr(-1) / less, amount = step * count;
    return amount.isUnknown() || count.isUnknown() ? std::nullopt : std::optional(Shared{amount, count});
  }
  return std::nullopt;
}

Expr termsWithout(const Expr &expression, const Symbol &number) {
  if (expression.isUnknown())
    return 0;
  SumView sum(expression);
  Expr rest = sum.constant;
  for (const Term &term : sum.terms)
    if (!term.product.mentions(number))
      rest += scaled(term.product, term.coefficient);
  return rest;
}

static void collectDivisors(const Expr &expression, std::set<Symbol> &into) {
  if (std::vector<Expr> quotient = expression.operandsOf(Function::Div); quotient.size() == 2)
    quotient[1].collectSymbols(into);
  if (kindOf(expression) == Kind::Product)
    for (const Factor &factor : as<ProductNode>(expression).factors)
      if (factor.power < 0)
        factor.base.collectSymbols(into);
  forEachPart(expression.get(), [&](const Expr &part) { collectDivisors(part, into); });
}

std::set<Symbol> symbolsDividedBy(const Expr &expression) {
  std::set<Symbol> symbols;
  if (!expression.isUnknown())
    collectDivisors(expression, symbols);
  return symbols;
}

Expr restOf(const Expr &share) {
  auto constant = share.asConstant();
  if (std::vector<Expr> quotient = share.operandsOf(Function::Div); quotient.size() == 2)
    return (quotient[1] - quotient[0]) / quotient[1];
  return constant ? Expr(std::round((1 - *constant) * 1e15) / 1e15) : Expr(1) - share;
}

} // namespace highwater::size
