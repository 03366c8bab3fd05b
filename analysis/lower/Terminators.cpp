// How blocks end.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;
using events::Terminator;

/// In `if (a && b)` the block that ends with the `if` decides on `b`.
const clang::Expr *Lowering::decidingPart(const Expr *condition) const {
  condition = strip(condition);
  while (const auto *logical = llvm::dyn_cast<clang::BinaryOperator>(condition)) {
    if (!logical->isLogicalOp() || blockOf.count(logical))
      break;
    condition = strip(logical->getRHS());
  }
  return condition;
}

/// C lets numbers and pointers decide.
events::Operand Lowering::truth(const Expr *condition) {
  Operand result = value(condition);
  QualType type = condition->getType();
  const auto *operation = llvm::dyn_cast<clang::BinaryOperator>(condition);
  if (type->isBooleanType() ||
      (operation && (operation->isComparisonOp() || operation->isLogicalOp())))
    return result;
  if (const auto *negation = llvm::dyn_cast<clang::UnaryOperator>(condition);
      negation && negation->getOpcode() == clang::UO_LNot)
    return result;
  Operand nothing;
  if (type->isIntegralOrEnumerationType())
    nothing = integer(0, type);
  else if (type->isAnyPointerType())
    nothing.kind = Operand::Null;
  else
    return result;
  return binary("!=", std::move(result), std::move(nothing), ast.IntTy);
}

void Lowering::switchCases(const clang::CFGBlock &block, Terminator &result) {
  for (const clang::CFGBlock::AdjacentBlock &successor : block.succs()) {
    std::int64_t number = 0;
    const clang::CFGBlock *target = successor.getReachableBlock();
    if (!target)
      target = successor.getPossiblyUnreachableBlock();
    if (target)
      if (const auto *label = llvm::dyn_cast_or_null<clang::CaseStmt>(target->getLabel()))
        if (std::optional<Operand> known = constant(label->getLHS()))
          number = known->integer;
    result.cases.push_back(number);
  }
}

events::Terminator Lowering::terminator(const clang::CFGBlock &block) {
  Terminator result;
  const clang::Stmt *stmt = block.getTerminatorStmt();
  if (stmt)
    result.location = shared.locations.at(stmt->getBeginLoc());
  if (&block == &block.getParent()->getExit()) {
    result.kind = Terminator::Exit;
    return result;
  }
  if (stops(block))
    return result;
  for (const clang::CFGBlock::AdjacentBlock &successor : block.succs()) {
    const clang::CFGBlock *target = successor.getReachableBlock();
    auto position = target ? positions.find(target->getBlockID()) : positions.end();
    result.successors.push_back(position == positions.end() ? events::none : position->second);
  }
  // Ending a temporary that was not made changes nothing, so nobody need decide whether it was.
  if (block.getTerminator().isTemporaryDtorsBranch() && result.successors.front() != events::none)
    result.successors.resize(1);
  if (result.successors.size() == 1)
    return result;
  if (const auto *loop = llvm::dyn_cast_or_null<clang::CXXForRangeStmt>(stmt))
    if (auto range = ranges.find(loop); range != ranges.end()) {
      result.kind = Terminator::Each;
      result.range = range->second;
      result.element = variable(llvm::cast<clang::VarDecl>(*loop->getLoopVarStmt()->decl_begin()));
      return result;
    }
  const auto *condition = llvm::dyn_cast_or_null<clang::Expr>(block.getTerminatorCondition());
  if (llvm::isa_and_nonnull<clang::SwitchStmt>(stmt)) {
    result.kind = Terminator::Switch;
    switchCases(block, result);
    if (condition)
      result.condition = value(condition);
  } else if (result.successors.size() == 2) {
    result.kind = Terminator::Branch;
    if (condition)
      result.condition = truth(decidingPart(condition));
  } else {
    result.kind = Terminator::Switch;
    for (unsigned i = 0; i != result.successors.size(); ++i)
      result.cases.push_back(i);
  }
  return result;
}
