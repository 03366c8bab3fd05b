// What one atom is known to be at most, at least, or one of.

#include "analysis/size/Bounds.h"

namespace highwater::size {

llvm::SmallVector<Expr, 4> lowerBounds(const Expr &atom) {
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
  case Function::Guarded:
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

llvm::SmallVector<Expr, 4> upperBounds(const Expr &atom) {
  if (kindOf(atom) == Kind::Min) {
    auto &operands = as<ApplyNode>(atom).operands;
    return {operands.begin(), operands.end()};
  }
  if (kindOf(atom) != Kind::Apply)
    return {};
  const ApplyNode &node = as<ApplyNode>(atom);
  switch (node.function) {
  case Function::Floor:
  case Function::Guarded:
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

llvm::SmallVector<Expr, 4> cases(const Expr &atom, bool isMax) {
  if (kindOf(atom) == (isMax ? Kind::Max : Kind::Min)) {
    auto &operands = as<ApplyNode>(atom).operands;
    return {operands.begin(), operands.end()};
  }
  if (isMax && kindOf(atom) == Kind::Apply && as<ApplyNode>(atom).function == Function::Positive)
    return {Expr(0), as<ApplyNode>(atom).operands[0]};
  return {};
}

} // namespace highwater::size
