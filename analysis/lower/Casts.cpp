// Conversions of scalars, and expressions that are evaluated only for what they do.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

/// Whether every value survives: then the conversion says nothing.
static bool keepsEveryValue(const clang::ASTContext &ast, clang::QualType from,
                            clang::QualType to) {
  if (from->isBooleanType())
    return true;
  bool fromSigned = from->isSignedIntegerOrEnumerationType(),
       toSigned = to->isSignedIntegerOrEnumerationType();
  auto fromBits = ast.getTypeSize(from), toBits = ast.getTypeSize(to);
  return fromSigned == toSigned ? toBits >= fromBits : !fromSigned && toBits > fromBits;
}

events::Operand Lowering::castValue(const clang::CastExpr *expr) {
  using namespace clang;
  const Expr *from = expr->getSubExpr();
  QualType type = expr->getType();
  auto converted = [&](Operand inner) {
    Operand result;
    result.kind = Operand::Cast;
    result.type = shared.types.of(type);
    result.operands.push_back(std::move(inner));
    return result;
  };
  switch (expr->getCastKind()) {
  case CK_LValueToRValue: {
    if (type->isIntegralOrEnumerationType()) {
      Operand inner = value(from); // folds constants
      if (inner.kind == Operand::Integer)
        return inner;
    }
    Operand result = read(place(from), type);
    const clang::FieldDecl *bits = from->getSourceBitField(); // one bit is a flag, which is followed as such
    if (!bits || !type->isUnsignedIntegerType() || bits->getBitWidthValue() < 2 || bits->getBitWidthValue() > 31)
      return result;
    return binary("&", std::move(result), integer((std::int64_t(1) << bits->getBitWidthValue()) - 1, type), type);
  }
  case CK_IntegralCast: {
    Operand inner = value(from);
    if (inner.kind == Operand::Integer)
      if (std::optional<Operand> known = constant(expr))
        return *known;
    if (inner.kind == Operand::SizeOf || keepsEveryValue(ast, from->getType(), type))
      return inner;
    return converted(std::move(inner));
  }
  case CK_IntegralToBoolean: {
    Operand inner = value(from);
    return binary("!=", std::move(inner), integer(0, from->getType()), type);
  }
  case CK_PointerToBoolean:
  case CK_MemberPointerToBoolean: {
    Operand inner = value(from), null;
    null.kind = Operand::Null;
    return binary("!=", std::move(inner), std::move(null), type);
  }
  case CK_NullToPointer:
  case CK_NullToMemberPointer: {
    discard(from);
    Operand null;
    null.kind = Operand::Null;
    null.type = shared.types.of(type);
    return null;
  }
  case CK_ArrayToPointerDecay: {
    Operand array = address(from);
    array.type = shared.types.of(type);
    if (array.kind != Operand::Address)
      return array;
    array.place = elementOf(std::move(array.place), integer(0, ast.IntTy));
    return array;
  }
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
    return address(from);
  case CK_ToVoid:
    discard(from);
    return {};
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
  case CK_BaseToDerived:
  case CK_BitCast:
  case CK_Dynamic:
    return type->isAnyPointerType() ? pointerCast(expr) : converted(value(from));
  case CK_IntegralToFloating:
  case CK_FloatingToIntegral:
  case CK_FloatingToBoolean:
  case CK_PointerToIntegral:
  case CK_IntegralToPointer:
  case CK_BooleanToSignedIntegral:
    return converted(value(from));
  case CK_LValueBitCast:
  case CK_LValueToRValueBitCast: {
    Operand bits = read(place(from), from->getType());
    return converted(std::move(bits));
  }
  default:
    return value(from);
  }
}

/// A pointer to another type is the same pointer; one to a base class points to a part.
events::Operand Lowering::pointerCast(const clang::CastExpr *expr) {
  const Expr *from = expr->getSubExpr();
  Operand pointer = value(from);
  clang::CastKind kind = expr->getCastKind();
  events::TypeId type = shared.types.of(expr->getType());
  if (kind == clang::CK_DerivedToBase || kind == clang::CK_UncheckedDerivedToBase) {
    if (pointer.kind == Operand::Null ||
        shared.types.isSystemRecord(from->getType()->getPointeeType()))
      return pointer;
    Place object = pointee(pointer, from->getType(), expr->getExprLoc());
    return addressOf(toBase(std::move(object), expr), type);
  }
  if (pointer.kind == Operand::Address && kind == clang::CK_BaseToDerived) {
    Place whole = pointer.place;
    for (std::size_t i = 0; i != expr->path_size() && !whole.path.empty(); ++i)
      whole.path.pop_back();
    if (pointer.place.path.size() >= expr->path_size() &&
        llvm::StringRef(pointer.place.path.back().field).starts_with("(base "))
      return addressOf(std::move(whole), type);
  }
  if (pointer.kind == Operand::Null || pointer.kind == Operand::Text)
    return pointer;
  // What has no type yet, like memory from `malloc`, takes this one.
  QualType was = from->getType()->getPointeeType();
  if (was->isVoidType() || expr->getType()->isVoidPointerType()) {
    pointer.type = type;
    return pointer;
  }
  Operand result;
  result.kind = Operand::Cast;
  result.type = type;
  result.operands.push_back(std::move(pointer));
  return result;
}

void Lowering::discard(const Expr *expr) {
  using namespace clang;
  expr = strip(expr);
  if (!inlined && (values.count(expr) || places.count(expr)))
    return;
  // What has no effect leaves a trace only if it reads a variable.
  if (llvm::isa<DeclRefExpr, MemberExpr>(expr)) {
    if (expr->getType()->isSpecificBuiltinType(BuiltinType::BoundMember)) {
      object(llvm::cast<MemberExpr>(expr));
      return;
    }
    if (expr->getType()->isFunctionType() || !expr->isGLValue())
      return;
    Place used = place(expr);
    emit(Event::Use, expr->getExprLoc()).place = std::move(used);
    return;
  }
  if (const auto *cast = llvm::dyn_cast<CastExpr>(expr);
      cast && (cast->getCastKind() == CK_ToVoid || cast->getCastKind() == CK_NoOp ||
               cast->getCastKind() == CK_LValueToRValue))
    return discard(cast->getSubExpr());
  if (const auto *unary = llvm::dyn_cast<UnaryOperator>(expr);
      unary && unary->isIncrementDecrementOp()) {
    increment(unary, /*wantsValue=*/false);
    if (!inlined)
      values[expr] = {};
    return;
  }
  if (const auto *operation = llvm::dyn_cast<BinaryOperator>(expr);
      operation && operation->isAssignmentOp()) {
    assign(operation);
    if (!inlined)
      values[expr] = {};
    return;
  }
  if (const auto *release = llvm::dyn_cast<CXXDeleteExpr>(expr))
    return this->release(release);
  if (const auto *thrown = llvm::dyn_cast<CXXThrowExpr>(expr)) {
    if (thrown->getSubExpr())
      value(thrown->getSubExpr());
    return;
  }
  if (const auto *callExpr = llvm::dyn_cast<CallExpr>(expr)) {
    if (isTransparent(callExpr))
      return discard(callExpr->getArg(0));
    if (operatorAssignment(callExpr))
      return;
    Place result = call(callExpr, nullptr, /*throwaway=*/true);
    if (!inlined && result.valid())
      places[expr] = expr->isGLValue() ? derefOf(result) : result;
    return;
  }
  if (llvm::isa<StmtExpr, LambdaExpr>(expr) || expr->getType()->isRecordType()) {
    if (!llvm::isa<StmtExpr>(expr))
      place(expr);
    return;
  }
  if (expr->isGLValue() && !llvm::isa<clang::StringLiteral, CXXTypeidExpr>(expr)) {
    place(expr);
    return;
  }
  if (llvm::isa<AbstractConditionalOperator, UnaryExprOrTypeTraitExpr, CXXTypeidExpr>(expr))
    return;
  if (const auto *argument = llvm::dyn_cast<CXXDefaultArgExpr>(expr)) {
    Inlined scope(*this, argument->getUsedLocation());
    return discard(argument->getExpr());
  }
  if (llvm::isa<CastExpr, UnaryOperator, BinaryOperator, CXXNewExpr>(expr)) {
    value(expr);
    return;
  }
  for (const Stmt *child : expr->children())
    if (const auto *part = llvm::dyn_cast_or_null<Expr>(child))
      discard(part);
}
