// Functions that the compiler itself knows.

#include "analysis/lower/Lowering.h"

#include "clang/Basic/Builtins.h"

using namespace highwater;
using namespace highwater::lower;

/// Functions that only pass their argument on, as the compiler itself knows them: the same bytes in another order count
/// as the same.
bool highwater::lower::isTransparent(const clang::CallExpr *expr) {
  if (!expr->getNumArgs())
    return false;
  switch (expr->getBuiltinCallee()) {
  case clang::Builtin::BImove:
  case clang::Builtin::BImove_if_noexcept:
  case clang::Builtin::BIforward:
  case clang::Builtin::BIforward_like:
  case clang::Builtin::BIas_const:
  case clang::Builtin::BIaddressof:
  case clang::Builtin::BI__addressof:
  case clang::Builtin::BI__builtin_addressof:
  case clang::Builtin::BI__builtin_launder:
  case clang::Builtin::BI__builtin_expect:
  case clang::Builtin::BI__builtin_expect_with_probability:
  case clang::Builtin::BI__builtin_assume_aligned:
  case clang::Builtin::BI__builtin_bswap16:
  case clang::Builtin::BI__builtin_bswap32:
  case clang::Builtin::BI__builtin_bswap64:
    return true;
  default:
    return false;
  }
}

/// Of a function that returns a reference: the address of what it refers to.
events::Operand Lowering::transparent(const clang::CallExpr *expr) {
  const Expr *argument = expr->getArg(0);
  if (!expr->isGLValue() && !argument->isGLValue())
    return value(argument);
  Operand result = address(argument);
  if (result.kind == Operand::Address)
    result.type =
        shared.types.of(expr->isGLValue() ? ast.getPointerType(expr->getType()) : expr->getType());
  return result;
}

/// Whether the compiler makes instructions of it: not a library's function under another name.
bool highwater::lower::isInstruction(const clang::FunctionDecl *function) {
  unsigned id = function ? function->getBuiltinID() : 0;
  if (!id || !function->getIdentifier())
    return false;
  llvm::StringRef name = function->getName();
  if (name.starts_with("__builtin_va_"))
    return true;
  return (name.starts_with("__builtin_") || name.starts_with("__sync_")) && !name.contains("alloca") &&
         !function->getASTContext().BuiltinInfo.isLibFunction(id);
}

/// Numbers that an instruction may write through a pointer are not known any more.
void Lowering::lowerInstruction(const clang::CallExpr *expr) {
  for (const Expr *argument : expr->arguments()) {
    Operand operand = expr->getType()->isRecordType() ? Operand{} : value(argument);
    QualType type = argument->getType();
    if (operand.kind == Operand::Address && type->isPointerType() &&
        type->getPointeeType()->isIntegerType() && !type->getPointeeType().isConstQualified())
      set(std::move(operand.place), {}, expr->getExprLoc(), /*initializes=*/false);
  }
}
