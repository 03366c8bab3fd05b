// Assignments of scalars and of C's structs, and the values that they leave behind.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

/// `i++` is worth `i - 1` once it is done; a pointer's old value is kept, because it will be
/// followed.
events::Operand Lowering::increment(const clang::UnaryOperator *expr, bool wantsValue) {
  Place target = place(expr->getSubExpr());
  QualType type = expr->getSubExpr()->getType();
  bool keep = wantsValue && expr->isPostfix() && type->isPointerType();
  Place old;
  if (keep) {
    old = {temporary(type, expr->getExprLoc()), {}};
    set(old, read(target, type), expr->getExprLoc(), /*initializes=*/true);
  }
  const char *sign = expr->isIncrementOp() ? "+" : "-";
  Operand one = integer(1, ast.IntTy);
  set(target, binary(sign, read(target, type), one, type), expr->getExprLoc(),
      /*initializes=*/false);
  if (keep)
    return read(old, type);
  if (!expr->isPostfix())
    return read(target, type);
  return binary(expr->isIncrementOp() ? "-" : "+", read(target, type), one, type);
}

void Lowering::assign(const clang::BinaryOperator *expr) {
  QualType type = expr->getLHS()->getType();
  if (!expr->isCompoundAssignmentOp()) {
    if (type->isRecordType()) { // C: `a = b`
      const Expr *source = strip(expr->getRHS());
      while (const auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(source))
        source = strip(cast->getSubExpr());
      if (const auto *callExpr = llvm::dyn_cast<clang::CallExpr>(source);
          callExpr && source->isPRValue()) {
        Place target = place(expr->getLHS());
        call(callExpr, &target);
        return;
      }
      Place from = place(source);
      transfer(false, place(expr->getLHS()), std::move(from), expr->getExprLoc(),
               /*initializes=*/false);
      return;
    }
    Place target = place(expr->getLHS());
    Listed beside(*this, {expr->getLHS()});
    return setScalar(std::move(target), expr->getRHS(), /*initializes=*/false);
  }
  Place target = place(expr->getLHS());
  Operand right = value(expr->getRHS());
  const auto *compound = llvm::cast<clang::CompoundAssignOperator>(expr);
  llvm::StringRef sign = clang::BinaryOperator::getOpcodeStr(
      clang::BinaryOperator::getOpForCompoundAssignment(expr->getOpcode()));
  Operand result =
      binary(sign, read(target, type), std::move(right), compound->getComputationResultType());
  if (type->isIntegerType() &&
      ast.getTypeSize(type) < ast.getTypeSize(compound->getComputationResultType())) {
    Operand narrowed;
    narrowed.kind = Operand::Cast;
    narrowed.type = shared.types.of(type);
    narrowed.operands.push_back(std::move(result));
    result = std::move(narrowed);
  }
  set(std::move(target), std::move(result), expr->getExprLoc(), /*initializes=*/false);
}
