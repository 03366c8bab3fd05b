// Replacing symbols, and solving for one.

#include "analysis/size/Counted.h"
#include "analysis/size/Node.h"
#include "analysis/size/Outside.h"
#include "analysis/size/Replace.h"

#include "llvm/ADT/DenseMap.h"

#include <set>

namespace highwater::size {

namespace {

/// Rebuilds a graph bottom-up, each node once.
class Substitution {
public:
  using Replace = llvm::function_ref<std::optional<Expr>(const Symbol &)>;
  enum Scope { Everywhere, OutsideFolds };
  explicit Substitution(Replace replace, bool dropsGuards = false, Scope scope = Everywhere)
      : replace(replace), dropsGuards(dropsGuards), scope(scope) {}

  Expr operator()(const Expr &expression);

  /// A whole part that is replaced as well, if any, and by what.
  std::optional<std::pair<Expr, Expr>> part = std::nullopt;
  bool dropsRestarts = false;
  /// What room grows for instead of a size, if anything.
  std::optional<llvm::function_ref<Expr(const Expr &)>> size = std::nullopt;

private:
  Expr rebuilt(const Expr &expression);
  Expr rebuiltProduct(const Expr &expression);
  Expr rebuiltSum(const Expr &expression);
  Expr rebuiltApplication(const Expr &expression);
  Expr rebuiltOperand(const Expr &operand);

  Replace replace;
  bool dropsGuards;
  Scope scope;
  llvm::DenseMap<const Expr::Node *, Expr> done;
};

} // namespace

Expr Substitution::operator()(const Expr &expression) {
  if (part && expression == part->first)
    return part->second;
  if (!expression.get().symbols || (scope == OutsideFolds && !expression.hasVarying()))
    return expression;
  if (auto found = done.find(&expression.get()); found != done.end())
    return found->second;
  Expr result = rebuilt(expression);
  done.try_emplace(&expression.get(), result);
  return result;
}

Expr Substitution::rebuilt(const Expr &expression) {
  switch (kindOf(expression)) {
  case Kind::Symbol:
    if (std::optional<Expr> replacement = replace(*expression.asSymbol()))
      return *replacement;
    return expression;
  case Kind::Product:
    return rebuiltProduct(expression);
  case Kind::Sum:
    return rebuiltSum(expression);
  default:
    return rebuiltApplication(expression);
  }
}

Expr Substitution::rebuiltProduct(const Expr &expression) {
  Expr above = 1, below = 1;
  bool changed = false;
  for (const Factor &factor : as<ProductNode>(expression).factors) {
    Expr base = (*this)(factor.base);
    changed |= base != factor.base;
    for (int i = 0; i < std::abs(factor.power); ++i)
      (factor.power > 0 ? above : below) = (factor.power > 0 ? above : below) * base;
  }
  return changed ? above / below : expression;
}

Expr Substitution::rebuiltSum(const Expr &expression) {
  const SumNode &node = as<SumNode>(expression);
  llvm::SmallVector<Expr, 8> parts = {node.constant};
  bool changed = false;
  for (const Term &term : node.terms) {
    Expr product = (*this)(term.product);
    changed |= product != term.product;
    parts.push_back(scaled(product, term.coefficient));
  }
  return changed ? Expr::sum(parts) : expression;
}

/// What one draw adds to a sum over all of them is one of these: on average.
Expr Substitution::rebuiltOperand(const Expr &operand) {
  if (scope != OutsideFolds || kindOf(operand) != Kind::Sum)
    return (*this)(operand);
  std::set<Symbol> folded;
  for (const Term &term : as<SumNode>(operand).terms)
    if (!term.product.hasVarying())
      term.product.collectSymbols(folded);
  auto others = [&](const Symbol &symbol) { return folded.count(symbol) ? std::nullopt : replace(symbol); };
  return Substitution(others, dropsGuards, scope)(operand);
}

Expr Substitution::rebuiltApplication(const Expr &expression) {
  const ApplyNode &node = as<ApplyNode>(expression);
  llvm::SmallVector<Expr, 3> operands;
  bool changed = false;
  for (const Expr &operand : node.operands) {
    bool grows = size && node.kind == Kind::Apply && !operands.empty() &&
                 (node.function == Function::Growth || node.function == Function::LastGrowth);
    operands.push_back(grows ? (*size)(rebuiltOperand(operand)) : rebuiltOperand(operand));
    changed |= operands.back() != operand;
  }
  if (dropsRestarts && node.kind == Kind::Min && operands.size() == 2)
    for (bool second : {false, true})
      if (std::vector<Expr> above = operands[!second].operandsOf(Function::Above); above.size() == 3 && above[1] == operands[second])
        return operands[second];
  if (!changed)
    return expression;
  if (dropsGuards && node.kind == Kind::Apply && node.function == Function::Guarded && operands[1] != node.operands[1])
    return operands[0];
  switch (node.kind) {
  case Kind::Max:
    return Expr::max(operands);
  case Kind::Min:
    return Expr::min(operands);
  case Kind::Mean:
    return Expr::mean(operands[0]);
  case Kind::Worst:
    return Expr::worst(operands[0]);
  default:
    return Expr::apply(node.function, operands);
  }
}

Expr Expr::substitute(llvm::function_ref<std::optional<Expr>(const Symbol &)> replace) const {
  return Substitution(replace)(*this);
}

Expr solved(const Expr &expression, llvm::function_ref<std::optional<Expr>(const Symbol &)> replace) {
  return Substitution(replace, /*dropsGuards=*/true)(expression);
}

Expr withSizes(const Expr &expression, llvm::function_ref<Expr(const Expr &)> other) {
  Substitution substitution([](const Symbol &) { return std::nullopt; });
  substitution.size = other;
  return substitution(expression);
}

Expr replaced(const Expr &expression, const Expr &part, const Expr &by) {
  Substitution substitution([](const Symbol &) { return std::nullopt; });
  substitution.part = {part, by};
  return substitution(expression);
}

Expr withoutRestarts(const Expr &expression) {
  Substitution substitution([](const Symbol &) { return std::nullopt; });
  substitution.dropsRestarts = true;
  return substitution(expression);
}

Expr substituteOutsideFolds(const Expr &expression, llvm::function_ref<std::optional<Expr>(const Symbol &)> replace) {
  return Substitution(replace, /*dropsGuards=*/false, Substitution::OutsideFolds)(expression);
}

std::optional<std::pair<Expr, Expr>> Expr::asLinearIn(const Symbol &symbol) const {
  if (isUnknown())
    return std::nullopt;
  Expr self = Expr::symbol(symbol);
  SumView view(*this);
  llvm::SmallVector<Expr, 8> slope, rest = {view.constant};
  for (const Term &term : view.terms) {
    if (!term.product.mentions(symbol)) {
      rest.push_back(scaled(term.product, term.coefficient));
      continue;
    }
    llvm::SmallVector<Factor, 4> others;
    bool found = false;
    for (const Factor &factor : ProductView(term.product).factors) {
      if (factor.base == self && factor.power == 1)
        found = true;
      else if (factor.base.mentions(symbol))
        return std::nullopt;
      else
        others.push_back(factor);
    }
    if (!found)
      return std::nullopt;
    slope.push_back(scaled(productOf(others), term.coefficient));
  }
  return std::pair(sum(slope), sum(rest));
}

} // namespace highwater::size
