// Objects, built directly in the place they end up in.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

const clang::Expr *highwater::lower::maker(const clang::Expr *prvalue) {
  while (true) {
    prvalue = strip(prvalue);
    if (const auto *bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(prvalue)) {
      prvalue = bound->getSubExpr();
    } else if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(prvalue);
               cast && cast->getSubExpr()->isPRValue() &&
               (cast->getCastKind() == clang::CK_NoOp ||
                cast->getCastKind() == clang::CK_ConstructorConversion ||
                cast->getCastKind() == clang::CK_UserDefinedConversion)) {
      prvalue = cast->getSubExpr();
    } else {
      return prvalue;
    }
  }
}

void Lowering::initialize(Place target, QualType type, const Expr *init) {
  if (type->isReferenceType()) {
    const Expr *expr = strip(init);
    SourceLocation at = init->getExprLoc();
    // `auto &row = rows[i]`: the reference is what the call returns.
    if (const auto *callExpr = llvm::dyn_cast<clang::CallExpr>(expr);
        callExpr && expr->isGLValue() && !places.count(expr) && !isTransparent(callExpr)) {
      if (std::optional<Place> assigned = operatorAssignment(callExpr)) {
        set(std::move(target), addressOf(*assigned, shared.types.of(type)), at,
            /*initializes=*/true);
        return;
      }
      call(callExpr, &target);
      return;
    }
    Operand referred = address(init);
    referred.type = shared.types.of(type);
    set(std::move(target), std::move(referred), at, /*initializes=*/true);
    return;
  }
  if (type->isRecordType() || type->isArrayType() || init->getType()->isRecordType())
    return build(target, init);
  setScalar(std::move(target), init, /*initializes=*/true);
}

/// `x = f()` and `T *p = new T` need no temporary; `p = new T(p)` does.
void Lowering::setScalar(Place target, const Expr *init, bool initializes) {
  const Expr *expr = strip(init);
  SourceLocation at = expr->getExprLoc();
  QualType type = expr->getType();
  while (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expr)) {
    QualType from = cast->getSubExpr()->getType();
    bool sameBits = cast->getCastKind() == clang::CK_NoOp ||
                    (cast->getCastKind() == clang::CK_BitCast && from->isVoidPointerType() &&
                     type->isPointerType()) ||
                    cast->getCastKind() == clang::CK_UserDefinedConversion;
    if (!sameBits || cast->getSubExpr()->isGLValue())
      break;
    expr = strip(cast->getSubExpr());
  }
  bool isNew = !values.count(expr) && !places.count(expr) && expr->isPRValue();
  if (const auto *callExpr = llvm::dyn_cast<clang::CallExpr>(expr);
      callExpr && isNew && !expr->getType()->isRecordType() && !isTransparent(callExpr) &&
      !isInstruction(callExpr->getDirectCallee()) && !folded(expr)) {
    call(callExpr, &target);
    body.blocks[block].events.back().initializes = initializes;
    return;
  }
  if (const auto *allocation = llvm::dyn_cast<clang::CXXNewExpr>(expr);
      allocation && isNew && initializes) {
    allocate(allocation, &target);
    return;
  }
  Operand content = value(init);
  set(std::move(target), std::move(content), at, initializes);
}

/// Initializes a record or an array with what `prvalue` makes.
void Lowering::build(const Place &target, const Expr *prvalue) {
  using namespace clang;
  const Expr *expr = strip(prvalue);
  SourceLocation at = expr->getExprLoc();
  if (!inlined)
    if (auto made = places.find(maker(expr)); made != places.end()) {
      // It was made in another block, before it was known what for.
      Place source = made->second;
      transfer(!rangeElements.count(maker(expr)), target, source, at, /*initializes=*/true);
      if (source.path.empty() && body.variables[source.root].storage == events::Variable::Temporary)
        pending.push_back(source.root);
      return;
    }
  if (const auto *bind = llvm::dyn_cast<CXXBindTemporaryExpr>(expr)) {
    if (!inlined && target.path.empty() &&
        body.variables[target.root].storage == events::Variable::Temporary) {
      bound[bind] = target.root;
      if (endsEarly.count(bind))
        pending.push_back(target.root);
    }
    return build(target, bind->getSubExpr());
  }
  if (const auto *constructor = llvm::dyn_cast<CXXConstructExpr>(expr))
    return construct(target, constructor);
  if (const auto *inherited = llvm::dyn_cast<CXXInheritedCtorInitExpr>(expr)) {
    events::Callee callee = this->callee(inherited->getConstructor());
    Event &event = emit(Event::Call, at);
    event.callee = std::move(callee);
    event.object = addressOf(target, 0);
    event.initializes = true;
    return;
  }
  if (const auto *list = llvm::dyn_cast<InitListExpr>(expr))
    return buildList(target, list);
  if (const auto *list = llvm::dyn_cast<CXXParenListInitExpr>(expr)) {
    if (const auto *record = expr->getType()->getAsRecordDecl()) {
      SmallVector<const Expr *, 8> inits(list->getInitExprs().begin(), list->getInitExprs().end());
      buildMembers(target, record, inits);
    }
    return;
  }
  if (const auto *lambda = llvm::dyn_cast<LambdaExpr>(expr))
    return buildClosure(target, lambda);
  if (const auto *list = llvm::dyn_cast<CXXStdInitializerListExpr>(expr)) {
    Operand elements = initializerList(list);
    set(target, std::move(elements), at, /*initializes=*/true);
    return;
  }
  if (const auto *argument = llvm::dyn_cast<CXXDefaultArgExpr>(expr)) {
    Inlined scope(*this, argument->getUsedLocation());
    return build(target, argument->getExpr());
  }
  if (const auto *init = llvm::dyn_cast<CXXDefaultInitExpr>(expr)) {
    Inlined scope(*this, init->getUsedLocation());
    if (!target.path.empty()) {
      Place whole = target;
      whole.path.pop_back();
      inlinedThis = std::move(whole);
    }
    return build(target, init->getExpr());
  }
  if (llvm::isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(expr))
    return clear(target, expr->getType(), expr->getExprLoc());
  if (const auto *callExpr = llvm::dyn_cast<CallExpr>(expr); callExpr && expr->isPRValue()) {
    call(callExpr, &target);
    return;
  }
  if (const auto *cast = llvm::dyn_cast<CastExpr>(expr); cast && expr->isPRValue()) {
    if (cast->getSubExpr()->isPRValue() && cast->getSubExpr()->getType()->isRecordType())
      return build(target, cast->getSubExpr());
    if (cast->getCastKind() == CK_LValueToRValue) { // C: `struct s b = a`
      Place from = place(cast->getSubExpr());
      transfer(false, target, std::move(from), at, /*initializes=*/true);
    } else {
      discard(cast->getSubExpr());
    }
    return;
  }
  if (const auto *loop = llvm::dyn_cast<ArrayInitLoopExpr>(expr)) {
    Place from = place(loop->getCommonExpr());
    transfer(false, target, std::move(from), at, /*initializes=*/true);
    return;
  }
  if (const auto *choice = llvm::dyn_cast<AbstractConditionalOperator>(expr)) {
    if (inlined) // both, as if one after the other
      build(target, choice->getTrueExpr());
    else if (auto made = conditionals.find(choice); made != conditionals.end()) {
      transfer(true, target, {made->second, {}}, at, /*initializes=*/true);
      pending.push_back(made->second);
    }
    return;
  }
  if (const auto *literal = llvm::dyn_cast<clang::StringLiteral>(expr)) {
    Operand text = address(literal);
    set(target, std::move(text), at, /*initializes=*/true);
    return;
  }
  if (const auto *comma = llvm::dyn_cast<BinaryOperator>(expr);
      comma && comma->getOpcode() == BO_Comma) {
    discard(comma->getLHS());
    return build(target, comma->getRHS());
  }
  if (const auto *inner = llvm::dyn_cast<StmtExpr>(expr)) {
    const auto *last = llvm::dyn_cast_or_null<ValueStmt>(inner->getSubStmt()->body_back());
    if (!inlined && last && last->getExprStmt())
      build(target, last->getExprStmt());
    return;
  }
  if (expr->isGLValue()) {
    Place from = place(expr);
    transfer(expr->isXValue(), target, std::move(from), at, /*initializes=*/true);
    return;
  }
  for (const Stmt *child : expr->children())
    if (const auto *part = llvm::dyn_cast_or_null<Expr>(child))
      discard(part);
  set(target, {}, at, /*initializes=*/true);
}

void Lowering::construct(const Place &target, const clang::CXXConstructExpr *expr) {
  const clang::CXXConstructorDecl *constructor = expr->getConstructor();
  if (expr->getType()->isArrayType()) {
    if (constructor->isUserProvided() ||
        (shared.locations.inSystemHeader(constructor) && !constructor->isTrivial()))
      callConstructor(elementOf(target, std::nullopt), expr, constructor);
    return;
  }
  bool system = shared.locations.inSystemHeader(constructor);
  if (constructor->isCopyOrMoveConstructor() && expr->getNumArgs() &&
      (expr->isElidable() || system || !constructor->isUserProvided())) {
    const Expr *source = strip(expr->getArg(0));
    if (const auto *made = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(source);
        made && expr->isElidable())
      return build(target, made->getSubExpr());
    Place from = place(source);
    transfer(constructor->isMoveConstructor(), target, std::move(from), expr->getExprLoc(),
             /*initializes=*/true);
    const auto *named = llvm::dyn_cast<clang::DeclRefExpr>(source->IgnoreParenImpCasts());
    if (named && !inlined && !named->getLocation().isMacroID())
      body.blocks[block].events.back().name = shared.locations.at(named->getLocation());
    return;
  }
  if (constructor->isDefaultConstructor() && !system && !constructor->isUserProvided())
    return constructByDefault(target, expr);
  if (constructor->isInheritingConstructor()) // `using Base::Base`
    return constructInherited(target, expr);
  if (constructor->isTrivial() && constructor->isDefaultConstructor()) {
    if (expr->requiresZeroInitialization())
      clear(target, expr->getType(), expr->getExprLoc());
    return;
  }
  callConstructor(target, expr, constructor);
}

/// A constructor that nobody wrote does what its members' initializers do.
void Lowering::constructByDefault(const Place &target, const clang::CXXConstructExpr *expr) {
  if (expr->requiresZeroInitialization())
    clear(target, expr->getType(), expr->getExprLoc());
  if (!expr->getConstructor()->isTrivial()) {
    Inlined scope(*this, expr->getExprLoc());
    memberwise(target, expr->getConstructor());
  }
}

/// The base takes the arguments, the members do what they do by default.
void Lowering::constructInherited(const Place &target, const clang::CXXConstructExpr *expr) {
  const clang::CXXConstructorDecl *constructor = expr->getConstructor();
  const clang::CXXConstructorDecl *inherited =
      constructor->getInheritedConstructor().getConstructor();
  QualType base = ast.getCanonicalTagType(inherited->getParent());
  callConstructor(fieldOf(target, shared.types.baseField(base)), expr, inherited);
  Inlined scope(*this, expr->getExprLoc());
  memberwise(target, constructor);
}

void Lowering::memberwise(const Place &target, const clang::CXXConstructorDecl *constructor) {
  constexpr unsigned deepest = 8;
  if (memberwiseDepth == deepest)
    return;
  ++memberwiseDepth;
  const clang::FunctionDecl *definition = nullptr;
  if (constructor->hasBody(definition))
    constructor = llvm::cast<clang::CXXConstructorDecl>(definition);
  for (const clang::CXXCtorInitializer *each : constructor->inits()) {
    const Expr *init = each->getInit();
    // A library's object that is constructed by default is what its model says a new one is.
    const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(strip(init));
    if (construction && construction->getConstructor()->isDefaultConstructor() &&
        shared.locations.inSystemHeader(construction->getConstructor()))
      continue;
    if (llvm::isa<clang::CXXInheritedCtorInitExpr>(strip(init)))
      continue;
    inlinedThis = target;
    if (each->isBaseInitializer()) {
      initialize(fieldOf(target, shared.types.baseField(QualType(each->getBaseClass(), 0))),
                 QualType(each->getBaseClass(), 0), init);
    } else if (each->isAnyMemberInitializer()) {
      initialize(fieldOf(target, fieldName(each->getAnyMember())), each->getAnyMember()->getType(),
                 init);
    }
  }
  --memberwiseDepth;
}
