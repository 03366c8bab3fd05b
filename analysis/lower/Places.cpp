// Where glvalues are.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

events::Place Lowering::place(const Expr *expr) {
  expr = strip(expr);
  if (!inlined)
    if (auto known = places.find(expr); known != places.end())
      return known->second;
  unsigned before = emitted;
  Place result = computePlace(expr);
  // Computed again it would do the same thing twice.
  if (!inlined && emitted != before)
    places[expr] = result;
  return result;
}

events::Place Lowering::computePlace(const Expr *expr) {
  using namespace clang;
  if (const auto *reference = llvm::dyn_cast<DeclRefExpr>(expr))
    return named(reference);
  if (const auto *access = llvm::dyn_cast<MemberExpr>(expr))
    return member(access);
  if (const auto *cast = llvm::dyn_cast<CastExpr>(expr))
    return expr->isGLValue() ? castPlace(cast) : materialize(expr);
  if (const auto *temporary = llvm::dyn_cast<MaterializeTemporaryExpr>(expr))
    return materialize(temporary->getSubExpr(), temporary->getExtendingDecl());
  if (const auto *access = llvm::dyn_cast<ArraySubscriptExpr>(expr)) {
    if (!access->getBase()->getType()->isPointerType())
      return elementOf(place(access->getBase()), value(access->getIdx()));
    Operand pointer = value(access->getBase());
    return element(pointer, value(access->getIdx()), access->getBase()->getType(),
                   access->getExprLoc());
  }
  if (const auto *unary = llvm::dyn_cast<UnaryOperator>(expr)) {
    if (unary->getOpcode() == UO_Deref) {
      const Expr *pointer = strip(unary->getSubExpr());
      return pointee(value(pointer), pointer->getType(), unary->getExprLoc());
    }
    if (unary->isIncrementDecrementOp())
      increment(unary, /*wantsValue=*/false);
    return place(unary->getSubExpr());
  }
  if (const auto *operation = llvm::dyn_cast<BinaryOperator>(expr)) {
    if (operation->isAssignmentOp()) {
      assign(operation);
      return place(operation->getLHS());
    }
    if (operation->getOpcode() == BO_Comma) {
      discard(operation->getLHS());
      return place(operation->getRHS());
    }
    if (operation->isPtrMemOp()) {
      Place object = operation->getOpcode() == BO_PtrMemD
                         ? place(operation->getLHS())
                         : pointee(value(operation->getLHS()), operation->getLHS()->getType(),
                                   operation->getExprLoc());
      discard(operation->getRHS());
      return fieldOf(std::move(object), "(pointer to member)");
    }
  }
  if (const auto *list = llvm::dyn_cast<InitListExpr>(expr);
      list && list->isGLValue() && list->getNumInits() == 1)
    return place(list->getInit(0));
  if (const auto *callExpr = llvm::dyn_cast<CallExpr>(expr); callExpr && expr->isGLValue()) {
    if (isTransparent(callExpr))
      return pointee(transparent(callExpr), ast.getPointerType(callExpr->getType()),
                     expr->getExprLoc());
    if (std::optional<Place> assigned = operatorAssignment(callExpr))
      return *assigned;
    return derefOf(call(callExpr));
  }
  if (const auto *conditional = llvm::dyn_cast<AbstractConditionalOperator>(expr);
      conditional && expr->isGLValue()) {
    if (auto chosen = conditionals.find(conditional); chosen != conditionals.end())
      return derefOf({chosen->second, {}});
    if (!inlined)
      return unknownPlace(expr);
    Place first = place(conditional->getTrueExpr());
    place(conditional->getFalseExpr());
    return first;
  }
  if (const auto *argument = llvm::dyn_cast<CXXDefaultArgExpr>(expr)) {
    Inlined scope(*this, argument->getUsedLocation());
    return place(argument->getExpr());
  }
  if (const auto *init = llvm::dyn_cast<CXXDefaultInitExpr>(expr)) {
    Inlined scope(*this, init->getUsedLocation());
    return place(init->getExpr());
  }
  if (const auto *literal = llvm::dyn_cast<clang::StringLiteral>(expr)) {
    Place text{temporary(expr->getType(), expr->getExprLoc()), {}};
    Operand content;
    content.kind = Operand::Text;
    content.type = shared.types.of(expr->getType());
    content.text = literal->getCharByteWidth() == 1 ? literal->getString().str() : "";
    set(text, std::move(content), expr->getExprLoc(), /*initializes=*/true);
    return text;
  }
  if (const auto *literal = llvm::dyn_cast<CompoundLiteralExpr>(expr))
    return materialize(literal->getInitializer());
  if (expr->isPRValue() && !expr->getType()->isVoidType())
    return materialize(expr);
  for (const Stmt *child : expr->children())
    if (const auto *part = llvm::dyn_cast_or_null<Expr>(child))
      discard(part);
  return unknownPlace(expr);
}

events::Place Lowering::unknownPlace(const Expr *expr) {
  return {temporary(expr->getType(), expr->getExprLoc()), {}};
}

events::Place Lowering::binding(const clang::BindingDecl *declaration) {
  if (const clang::VarDecl *holder = declaration->getHoldingVar()) {
    if (std::optional<Place> field = tupleField(declaration))
      return *field;
    return derefOf({variable(holder), {}});
  }
  if (!declaration->getBinding())
    return {};
  Inlined scope(*this, declaration->getLocation());
  return place(declaration->getBinding());
}

events::Place Lowering::named(const clang::DeclRefExpr *expr) {
  const clang::ValueDecl *declaration = expr->getDecl();
  if (expr->refersToEnclosingVariableOrCapture() && !inlinedThis) {
    if (auto field = captures.find(declaration); field != captures.end()) {
      Place captured = fieldOf(thisObject(), fieldName(field->second));
      return field->second->getType()->isReferenceType() ? derefOf(captured) : captured;
    }
  }
  if (const auto *bound = llvm::dyn_cast<clang::BindingDecl>(declaration)) {
    Place place = binding(bound);
    return place.valid() ? place : unknownPlace(expr);
  }
  const auto *target = llvm::dyn_cast<clang::VarDecl>(declaration);
  if (!target)
    return unknownPlace(expr);
  Place place{variable(target), {}};
  return target->getType()->isReferenceType() ? derefOf(place) : place;
}

events::Place Lowering::object(const clang::MemberExpr *callee) {
  const Expr *base = callee->getBase();
  if (callee->isArrow())
    return pointee(value(base), base->getType(), callee->getExprLoc());
  return place(base);
}

events::Place Lowering::member(const clang::MemberExpr *expr) {
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(expr->getMemberDecl())) {
    discard(expr->getBase()); // `f().staticMember`
    Place place{this->variable(variable), {}};
    return variable->getType()->isReferenceType() ? derefOf(place) : place;
  }
  Place base = object(expr);
  const auto *field = llvm::dyn_cast<clang::FieldDecl>(expr->getMemberDecl());
  if (!field)
    return base;
  Place place = fieldOf(std::move(base), fieldName(field));
  return field->getType()->isReferenceType() ? derefOf(place) : place;
}

/// The object of a prvalue that is not built into anything else.
events::Place Lowering::materialize(const Expr *prvalue, const clang::ValueDecl *extendedBy) {
  if (prvalue->isGLValue())
    return place(prvalue);
  QualType type = prvalue->getType();
  const Expr *made = maker(prvalue);
  if (auto known = places.find(made); known != places.end() && !inlined) {
    if (extendedBy && known->second.path.empty())
      extended[extendedBy].push_back(known->second.root);
    return known->second;
  }
  auto chosen = inlined ? conditionals.end() : conditionals.find(made);
  bool isChosen = chosen != conditionals.end();
  events::VarId id = isChosen ? chosen->second : temporary(type, prvalue->getExprLoc());
  QualType base = ast.getBaseElementType(type);
  if (extendedBy)
    extended[extendedBy].push_back(id);
  else if (base->isRecordType() &&
           (inlined || llvm::isa<clang::CXXDefaultArgExpr>(made) || !base.isDestructedType()))
    pending.push_back(id);
  Place place{id, {}};
  if (isChosen)
    return places[made] = place;
  if (base->isRecordType())
    emit(Event::Declare, prvalue->getExprLoc()).place = place;
  initialize(place, type, prvalue);
  if (!inlined)
    places[made] = place;
  return place;
}

events::Operand Lowering::address(const Expr *glvalue) {
  const Expr *expr = strip(glvalue);
  Operand operand;
  if (const auto *literal = llvm::dyn_cast<clang::StringLiteral>(expr)) {
    operand.kind = Operand::Text;
    operand.text = literal->getCharByteWidth() == 1 ? literal->getString().str() : "";
    operand.type = shared.types.of(literal->getType());
    return operand;
  }
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expr))
    if (const auto *target = llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl()))
      return functionAddress(target);
  return addressOf(place(expr),
                   shared.types.of(ast.getPointerType(expr->getType().getNonReferenceType())));
}
