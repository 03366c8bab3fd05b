// Making the leaves of expressions, and looking at them.

#include "analysis/size/Node.h"

#include "llvm/ADT/DenseSet.h"

#include <cmath>

namespace highwater::size {

/// Small whole numbers are made all the time; these are shared.
static const Expr &smallNumber(unsigned value) {
  static const auto numbers = [] {
    std::vector<Expr> all;
    for (unsigned i = 0; i <= 64; ++i)
      all.push_back(makeNode<ConstantNode>(i));
    return all;
  }();
  return numbers[value];
}

Expr::Expr() : node(smallNumber(0).node) {}

Expr::Expr(double value) {
  if (value >= 0 && value <= 64 && value == std::floor(value))
    node = smallNumber(static_cast<unsigned>(value)).node;
  else if (!std::isfinite(value))
    *this = unknown("number out of range");
  else
    node = std::make_shared<ConstantNode>(value);
}

Expr Expr::symbol(Symbol symbol) { return makeNode<SymbolNode>(std::move(symbol)); }

Expr Expr::unknown(std::string reason) { return makeNode<UnknownNode>(std::move(reason)); }

Expr Expr::interval(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high))
    return unknown("number out of range");
  if (low == high)
    return low;
  // `+ 0.0` makes a plain zero of a negative one.
  return makeNode<IntervalNode>(std::min(low, high) + 0.0, std::max(low, high) + 0.0);
}

bool Expr::isZero() const {
  return kindOf(*this) == Kind::Constant && as<ConstantNode>(*this).value == 0;
}

bool Expr::isUnknown() const { return kindOf(*this) == Kind::Unknown; }

llvm::StringRef Expr::reason() const {
  return isUnknown() ? llvm::StringRef(as<UnknownNode>(*this).reason) : "";
}

std::optional<double> Expr::asConstant() const {
  if (kindOf(*this) != Kind::Constant)
    return std::nullopt;
  return as<ConstantNode>(*this).value;
}

const Symbol *Expr::asSymbol() const {
  return kindOf(*this) == Kind::Symbol ? &as<SymbolNode>(*this).symbol : nullptr;
}

bool Expr::hasVarying() const { return node->varying; }
bool Expr::isNonNegative() const { return node->nonNegative; }

/// Calls `visit` on every symbol node once for each place that shares it.
static void forEachSymbol(const Expr &expression, llvm::DenseSet<const Expr::Node *> &seen,
                          llvm::function_ref<void(const Symbol &)> visit) {
  if (!expression.get().symbols || !seen.insert(&expression.get()).second)
    return;
  if (const Symbol *symbol = expression.asSymbol())
    return visit(*symbol);
  forEachPart(expression.get(), [&](const Expr &part) { forEachSymbol(part, seen, visit); });
}

bool Expr::mentions(const Symbol &symbol) const {
  if (!(node->symbols & std::uint64_t(1) << (symbol.hash() >> 58)))
    return false;
  bool found = false;
  llvm::DenseSet<const Node *> seen;
  forEachSymbol(*this, seen, [&](const Symbol &other) { found |= other == symbol; });
  return found;
}

void Expr::collectSymbols(std::set<Symbol> &into) const {
  llvm::DenseSet<const Node *> seen;
  forEachSymbol(*this, seen, [&](const Symbol &symbol) { into.insert(symbol); });
}

std::strong_ordering Expr::operator<=>(const Expr &other) const {
  return node->print <=> other.node->print;
}
bool Expr::operator==(const Expr &other) const { return node->print == other.node->print; }
std::size_t Expr::hash() const { return node->print.first; }

std::optional<Expr> anyUnknown(const Expr &left, const Expr &right) {
  if (!left.isUnknown())
    return right.isUnknown() ? std::optional(right) : std::nullopt;
  return right.isUnknown() && right.reason() < left.reason() ? right : left;
}

std::optional<Expr> anyUnknown(llvm::ArrayRef<Expr> operands) {
  const Expr *found = nullptr;
  for (const Expr &operand : operands)
    if (operand.isUnknown() && (!found || operand.reason() < found->reason()))
      found = &operand;
  return found ? std::optional(*found) : std::nullopt;
}

} // namespace highwater::size
