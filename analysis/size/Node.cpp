// Nodes compute their digest, sign and symbols once, when they are made.

#include "analysis/size/Node.h"

#include <algorithm>

namespace highwater::size {

/// Starts the digest of a node so that nodes of different kinds never agree.
static void begin(Expr::Node &node) { node.print.add(static_cast<std::uint64_t>(node.kind) + 1); }

/// What every node takes over from a part: its digest, symbols, depth and length.
static void include(Expr::Node &node, const Expr &part) {
  const Expr::Node &inner = part.get();
  node.print.add(inner.print);
  node.symbols |= inner.symbols;
  node.varying |= inner.varying;
  node.depth = std::max<std::uint16_t>(node.depth, inner.depth + 1);
  node.written = std::min<std::uint64_t>(std::uint64_t(node.written) + inner.written, MaximalLength + 1);
}

ConstantNode::ConstantNode(double value) : Node(Kind::Constant), value(value == 0 ? 0 : value) {
  begin(*this);
  print.add(this->value);
  nonNegative = value >= 0;
}

UnknownNode::UnknownNode(std::string text) : Node(Kind::Unknown), reason(std::move(text)) {
  begin(*this);
  print.add(llvm::StringRef(reason));
}

IntervalNode::IntervalNode(double low, double high) : Node(Kind::Interval), low(low), high(high) {
  begin(*this);
  print.add(low);
  print.add(high);
  nonNegative = low >= 0;
}

SymbolNode::SymbolNode(Symbol which) : Node(Kind::Symbol), symbol(std::move(which)) {
  begin(*this);
  print.add(llvm::StringRef(symbol.measure));
  print.add(static_cast<std::uint64_t>(symbol.subject.hash()));
  print.add(static_cast<std::uint64_t>(symbol.varying));
  varying = symbol.varying;
  nonNegative = true;
  symbols = std::uint64_t(1) << (symbol.hash() >> 58);
}

static bool isNonNegative(Function function, llvm::ArrayRef<Expr> operands) {
  switch (function) {
  case Function::Floor:
  case Function::Ceil:
  case Function::RoundUp:
  case Function::Guarded:
    return operands[0].isNonNegative();
  case Function::Div:
  case Function::OrElse:
    return operands[0].isNonNegative() && operands[1].isNonNegative();
  case Function::Above:
    return operands[2].isNonNegative();
  default:
    return true;
  }
}

ApplyNode::ApplyNode(Kind kind, Function function, llvm::ArrayRef<Expr> parts)
    : Node(kind), function(function), operands(parts.begin(), parts.end()) {
  begin(*this);
  print.add(static_cast<std::uint64_t>(function));
  for (const Expr &operand : operands)
    include(*this, operand);
  switch (kind) {
  case Kind::Max:
    nonNegative = std::ranges::any_of(operands, &Expr::isNonNegative);
    break;
  case Kind::Min:
    nonNegative = std::ranges::all_of(operands, &Expr::isNonNegative);
    break;
  case Kind::Mean:
  case Kind::Worst:
    nonNegative = operands[0].isNonNegative();
    varying = false;
    break;
  default:
    nonNegative = size::isNonNegative(function, operands);
    if (kind == Kind::Apply && function == Function::Guarded) // what is known of the path is no part of the value
      varying = operands[0].hasVarying();
  }
}

ProductNode::ProductNode(llvm::ArrayRef<Factor> parts)
    : Node(Kind::Product), factors(parts.begin(), parts.end()) {
  begin(*this);
  nonNegative = true;
  for (const Factor &factor : factors) {
    include(*this, factor.base);
    print.add(static_cast<std::uint64_t>(static_cast<std::int64_t>(factor.power)));
    nonNegative &= factor.base.isNonNegative() || factor.power % 2 == 0;
  }
}

SumNode::SumNode(double constant, llvm::ArrayRef<Term> parts)
    : Node(Kind::Sum), constant(constant), terms(parts.begin(), parts.end()) {
  begin(*this);
  print.add(constant);
  nonNegative = constant >= 0;
  for (const Term &term : terms) {
    include(*this, term.product);
    print.add(term.coefficient);
    nonNegative &= term.coefficient > 0 && term.product.isNonNegative();
  }
}

void forEachPart(const Expr::Node &node, llvm::function_ref<void(const Expr &)> visit) {
  switch (node.kind) {
  case Kind::Constant:
  case Kind::Unknown:
  case Kind::Interval:
  case Kind::Symbol:
    return;
  case Kind::Product:
    for (const Factor &factor : as<ProductNode>(node).factors)
      visit(factor.base);
    return;
  case Kind::Sum:
    for (const Term &term : as<SumNode>(node).terms)
      visit(term.product);
    return;
  default:
    for (const Expr &operand : as<ApplyNode>(node).operands)
      visit(operand);
  }
}

} // namespace highwater::size
