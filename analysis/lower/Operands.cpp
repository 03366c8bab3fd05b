// Scalar values: what is computed without an effect on memory stays an operand, all else becomes
// events.

#include "analysis/lower/Lowering.h"

#include "clang/AST/ExprConcepts.h"

using namespace highwater;
using namespace highwater::lower;

events::Operand Lowering::integer(std::int64_t value, QualType type) {
  Operand operand;
  operand.kind = Operand::Integer;
  operand.integer = value;
  operand.type = shared.types.of(type);
  return operand;
}

events::Operand Lowering::read(Place place, QualType type) {
  Operand operand;
  operand.kind = Operand::Read;
  operand.place = std::move(place);
  operand.type = shared.types.of(type);
  return operand;
}

events::Operand Lowering::binary(llvm::StringRef sign, Operand left, Operand right, QualType type) {
  Operand operand;
  operand.kind = Operand::Binary;
  operand.text = sign.str();
  operand.type = shared.types.of(type);
  operand.operands.reserve(2); // a list of initializers would copy
  operand.operands.push_back(std::move(left));
  operand.operands.push_back(std::move(right));
  return operand;
}

events::Operand Lowering::value(const Expr *expr) {
  expr = strip(expr);
  if (!inlined) {
    if (auto known = values.find(expr); known != values.end())
      return known->second;
    if (auto known = places.find(expr); known != places.end())
      return read(known->second, expr->getType());
  }
  unsigned before = emitted;
  std::optional<Operand> called = calledByMacro(expr);
  Operand result = called ? *called : computeValue(expr);
  // Operators are computed again from what is known of their operands.
  const auto *operation = llvm::dyn_cast<clang::BinaryOperator>(expr);
  bool again = !called && (llvm::isa<clang::CastExpr>(expr) || (operation && !operation->isAssignmentOp()));
  if (!inlined && emitted != before && !again)
    values[expr] = result;
  return result;
}

/// Constants that clang knows: enumerators, `constexpr` variables and calls, traits.
std::optional<events::Operand> Lowering::constant(const Expr *expr) {
  if (!expr->getType()->isIntegralOrEnumerationType() || expr->isValueDependent())
    return std::nullopt;
  if (const auto *literal = llvm::dyn_cast<clang::IntegerLiteral>(expr);
      literal && literal->getValue().getActiveBits() <= 64)
    return integer(static_cast<std::int64_t>(literal->getValue().getZExtValue()), expr->getType());
  clang::Expr::EvalResult result;
  if (!expr->EvaluateAsInt(result, ast) || result.Val.getInt().getSignificantBits() > 64)
    return std::nullopt;
  const llvm::APSInt &number = result.Val.getInt();
  std::int64_t bits =
      number.isSigned() ? number.getSExtValue() : static_cast<std::int64_t>(number.getZExtValue());
  return integer(bits, expr->getType());
}

static bool mayBeConstant(const clang::Expr *expr) {
  using namespace clang;
  if (const auto *reference = llvm::dyn_cast<DeclRefExpr>(expr)) {
    const auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl());
    return !variable || variable->isConstexpr() ||
           (variable->getType().isConstQualified() && !llvm::isa<ParmVarDecl>(variable));
  }
  if (const auto *member = llvm::dyn_cast<MemberExpr>(expr))
    return !llvm::isa<FieldDecl>(member->getMemberDecl());
  const auto *call = llvm::dyn_cast<CallExpr>(expr);
  if (!call || !call->getDirectCallee() || !call->getDirectCallee()->isConstexpr())
    return false;
  const auto *method = llvm::dyn_cast<CXXMethodDecl>(call->getDirectCallee());
  if (method && method->isInstance())
    return false;
  for (const Expr *argument : call->arguments()) {
    const Expr *core = argument->IgnoreParenImpCasts();
    if (!llvm::isa<IntegerLiteral, CharacterLiteral, CXXBoolLiteralExpr, UnaryExprOrTypeTraitExpr>(
            core))
      return false;
  }
  return true;
}

std::optional<events::Operand> Lowering::folded(const Expr *expr) {
  using namespace clang;
  bool literal = llvm::isa<IntegerLiteral, CharacterLiteral, CXXBoolLiteralExpr, CXXNoexceptExpr,
                           TypeTraitExpr, RequiresExpr, ConceptSpecializationExpr, OffsetOfExpr,
                           SizeOfPackExpr, ArrayTypeTraitExpr, ExpressionTraitExpr>(expr);
  return literal || mayBeConstant(expr) ? constant(expr) : std::nullopt;
}

events::Operand Lowering::computeValue(const Expr *expr) {
  using namespace clang;
  QualType type = expr->getType();
  Operand operand;
  if (std::optional<Operand> known = folded(expr))
    return *known;
  if (const auto *literal = llvm::dyn_cast<FloatingLiteral>(expr)) {
    operand.kind = Operand::Real;
    operand.real = literal->getValueAsApproximateDouble();
    operand.type = shared.types.of(type);
    return operand;
  }
  if (expr->isGLValue())
    return read(place(expr), type);
  if (llvm::isa<CXXNullPtrLiteralExpr, GNUNullExpr>(expr)) {
    operand.kind = Operand::Null;
    operand.type = shared.types.of(type);
    return operand;
  }
  if (const auto *cast = llvm::dyn_cast<CastExpr>(expr))
    return castValue(cast);
  if (const auto *unary = llvm::dyn_cast<UnaryOperator>(expr))
    return unaryValue(unary);
  if (const auto *operation = llvm::dyn_cast<BinaryOperator>(expr))
    return binaryValue(operation);
  if (llvm::isa<CXXThisExpr>(expr)) {
    if (capturedThis && !inlinedThis) {
      Place captured = fieldOf(thisObject(), "this");
      return capturedThis->getType()->isPointerType() ? read(captured, type)
                                                      : addressOf(captured, shared.types.of(type));
    }
    Place object = thisObject();
    if (object.root == thisVariable && object.path.size() == 1)
      return read({thisVariable, {}}, type);
    return addressOf(std::move(object), shared.types.of(type));
  }
  if (const auto *trait = llvm::dyn_cast<UnaryExprOrTypeTraitExpr>(expr))
    if (std::optional<Operand> size = sizeOf(trait))
      return *size;
  if (type->isVoidType()) {
    discard(expr);
    return operand;
  }
  if (const auto *choice = llvm::dyn_cast<AbstractConditionalOperator>(expr);
      choice && !type->isRecordType()) {
    if (auto made = conditionals.find(choice); made != conditionals.end())
      return read({made->second, {}}, type);
    // The branches ran in blocks of their own; what is left of them is their values.
    Operand condition = value(choice->getCond());
    operand.kind = Operand::Select;
    operand.type = shared.types.of(type);
    operand.operands = {std::move(condition), value(choice->getTrueExpr()),
                        value(choice->getFalseExpr())};
    return operand;
  }
  if (type->isRecordType() || type->isArrayType())
    return read(materialize(expr), type);
  if (const auto *callExpr = llvm::dyn_cast<CallExpr>(expr)) {
    if (isTransparent(callExpr))
      return transparent(callExpr);
    if (const auto *conversion = llvm::dyn_cast_or_null<CXXConversionDecl>(callExpr->getDirectCallee());
        conversion && conversion->getParent()->isLambda() && type->isFunctionPointerType()) {
      discard(llvm::cast<CXXMemberCallExpr>(callExpr)->getImplicitObjectArgument());
      if (const CXXMethodDecl *body = conversion->getParent()->getLambdaCallOperator())
        return functionAddress(body);
    }
    Place result = call(callExpr);
    return result.valid() ? read(std::move(result), type) : operand;
  }
  if (const auto *allocation = llvm::dyn_cast<CXXNewExpr>(expr))
    return read(allocate(allocation), type);
  if (const auto *list = llvm::dyn_cast<InitListExpr>(expr); list && list->getNumInits() == 1)
    return value(list->getInit(0));
  if (llvm::isa<InitListExpr, ImplicitValueInitExpr, CXXScalarValueInitExpr>(expr)) {
    if (type->isIntegralOrEnumerationType())
      return integer(0, type);
    operand.kind = type->isPointerType() ? Operand::Null : Operand::None;
    operand.type = shared.types.of(type);
    return operand;
  }
  if (const auto *argument = llvm::dyn_cast<CXXDefaultArgExpr>(expr)) {
    Inlined scope(*this, argument->getUsedLocation());
    return value(argument->getExpr());
  }
  if (const auto *init = llvm::dyn_cast<CXXDefaultInitExpr>(expr)) {
    Inlined scope(*this, init->getUsedLocation());
    return value(init->getExpr());
  }
  if (const auto *inner = llvm::dyn_cast<StmtExpr>(expr)) {
    const auto *last = llvm::dyn_cast_or_null<ValueStmt>(inner->getSubStmt()->body_back());
    const Expr *result = last ? last->getExprStmt() : nullptr;
    if (result && values.count(strip(result)))
      return values[strip(result)];
    return result && !positions.empty() ? value(result) : operand;
  }
  discard(expr);
  operand.type = shared.types.of(type);
  return operand;
}

std::optional<events::Operand> Lowering::sizeOf(const clang::UnaryExprOrTypeTraitExpr *expr) {
  if (expr->getKind() != clang::UETT_SizeOf)
    return constant(expr);
  QualType of = expr->getTypeOfArgument().getNonReferenceType();
  if (const clang::VariableArrayType *array = ast.getAsVariableArrayType(of)) {
    Operand each;
    each.kind = Operand::SizeOf;
    each.type = shared.types.of(array->getElementType());
    return binary("*", value(array->getSizeExpr()), std::move(each), expr->getType());
  }
  Operand size;
  size.kind = Operand::SizeOf;
  size.type = shared.types.of(of);
  return size;
}

events::Operand Lowering::unaryValue(const clang::UnaryOperator *expr) {
  if (expr->isIncrementDecrementOp())
    return increment(expr, /*wantsValue=*/true);
  if (expr->getOpcode() == clang::UO_AddrOf) {
    Operand result = address(expr->getSubExpr());
    result.type = shared.types.of(expr->getType());
    return result;
  }
  if (expr->getOpcode() == clang::UO_Plus || expr->getOpcode() == clang::UO_Extension)
    return value(expr->getSubExpr());
  Operand operand = value(expr->getSubExpr());
  if (operand.kind == Operand::Integer)
    if (std::optional<Operand> known = constant(expr))
      return *known;
  Operand result;
  result.kind = Operand::Unary;
  result.text = clang::UnaryOperator::getOpcodeStr(expr->getOpcode()).str();
  result.type = shared.types.of(expr->getType());
  result.operands.push_back(std::move(operand));
  return result;
}

events::Operand Lowering::binaryValue(const clang::BinaryOperator *expr) {
  if (expr->isAssignmentOp()) {
    assign(expr);
    return read(place(expr->getLHS()), expr->getType());
  }
  if (expr->getOpcode() == clang::BO_Comma) {
    discard(expr->getLHS());
    return value(expr->getRHS());
  }
  if (expr->isPtrMemOp())
    return read(place(expr), expr->getType());
  Operand left = value(expr->getLHS());
  Operand right = value(expr->getRHS());
  if (left.kind == Operand::Integer && right.kind == Operand::Integer)
    if (std::optional<Operand> known = constant(expr))
      return *known;
  // `2 + p` is `p + 2`.
  if (expr->getOpcode() == clang::BO_Add && expr->getRHS()->getType()->isPointerType())
    std::swap(left, right);
  return binary(expr->getOpcodeStr(), std::move(left), std::move(right), expr->getType());
}
