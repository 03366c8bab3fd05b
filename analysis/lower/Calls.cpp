// Calls: whom they reach, what they are given, where the result goes.

#include "analysis/lower/Lowering.h"
#include "analysis/lower/NoReturn.h"

#include "clang/AST/DeclTemplate.h"

using namespace highwater;
using namespace highwater::lower;
using events::Passing;

static events::Callee describe(Shared &shared, const clang::FunctionDecl *function) {
  events::Callee result;
  result.name = qualifiedName(function);
  if (function->getBuiltinID() && llvm::StringRef(result.name).starts_with("__builtin_"))
    result.name = result.name.substr(sizeof("__builtin_") - 1);
  result.system = shared.locations.inSystemHeader(function);
  // Nobody asks for the body of a library's function, and its key is long.
  if (!result.system)
    result.usr = shared.keys.of(function);
  result.noReturn = neverReturns(function);
  result.returnsReference = function->getReturnType()->isReferenceType();
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  if (!method)
    return result;
  result.record = shared.types.of(shared.ast.getCanonicalTagType(method->getParent()));
  if (llvm::isa<clang::CXXConstructorDecl>(method))
    result.kind = events::Callee::Constructor;
  else if (llvm::isa<clang::CXXDestructorDecl>(method))
    result.kind = events::Callee::Destructor;
  else if (method->isInstance())
    result.kind = events::Callee::Method;
  result.constMethod = method->isConst();
  return result;
}

const events::Callee &Lowering::callee(const clang::FunctionDecl *function) {
  auto [entry, isNew] = shared.callees.try_emplace(function);
  if (isNew)
    entry->second = describe(shared, function);
  return entry->second;
}

static Passing passingOf(clang::QualType parameter) {
  if (parameter->isReferenceType()) {
    if (parameter->isRValueReferenceType())
      return Passing::RvalueReference;
    return parameter->getPointeeType().isConstQualified() ? Passing::ConstReference
                                                          : Passing::Reference;
  }
  if (parameter->isPointerType())
    return parameter->getPointeeType().isConstQualified() ? Passing::ConstPointer
                                                          : Passing::Pointer;
  return Passing::Value;
}

/// The allocators and tags that libraries take by default say nothing.
static bool isEmptyDefault(const clang::Expr *argument) {
  const auto *byDefault = llvm::dyn_cast<clang::CXXDefaultArgExpr>(argument);
  if (!byDefault)
    return false;
  const clang::CXXRecordDecl *record = byDefault->getType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() && record->isEmpty();
}

static bool isInitializerList(clang::QualType type) {
  const clang::RecordDecl *record = type->getAsRecordDecl();
  return record && record->isInStdNamespace() && record->getIdentifier() &&
         record->getName() == "initializer_list";
}

events::Argument Lowering::argument(const Expr *expr, QualType parameter) {
  events::Argument result;
  bool variadic = parameter.isNull();
  if (variadic)
    parameter = expr->isGLValue() ? ast.getLValueReferenceType(expr->getType()) : expr->getType();
  else
    result.parameter = shared.types.of(parameter);
  result.passing = passingOf(parameter);
  if (isEmptyDefault(expr))
    return result;
  if (parameter->isReferenceType()) {
    result.value = address(expr);
    const auto *named = llvm::dyn_cast<clang::DeclRefExpr>(expr->IgnoreParenImpCasts());
    if (named && !named->getLocation().isMacroID() && result.value.kind == Operand::Address &&
        result.value.place.path.empty() && expr->getType()->isRecordType())
      result.name = shared.locations.at(named->getLocation());
    return result;
  }
  if (!parameter->isRecordType() && !expr->getType()->isRecordType()) {
    result.value = value(expr);
    return result;
  }
  const Expr *made = maker(expr);
  if (const auto *list = llvm::dyn_cast<clang::CXXStdInitializerListExpr>(made)) {
    result.value = initializerList(list);
    return result;
  }
  // `v = {}`
  if (const auto *empty = llvm::dyn_cast<clang::CXXConstructExpr>(made);
      empty && !empty->getNumArgs() && isInitializerList(empty->getType())) {
    result.value.text = "initializer_list";
    result.value.type = result.parameter;
    return result;
  }
  QualType type = expr->getType();
  result.value = read(expr->isGLValue() ? place(expr) : materialize(expr), type);
  return result;
}

std::vector<events::Argument> Lowering::arguments(llvm::ArrayRef<const Expr *> all,
                                                  const clang::FunctionDecl *function,
                                                  const clang::FunctionProtoType *prototype) {
  std::vector<events::Argument> result;
  Listed beside(*this, all);
  for (unsigned i = 0; i != all.size(); ++i) {
    QualType parameter;
    if (function && i < function->getNumParams())
      parameter = function->getParamDecl(i)->getType();
    else if (!function && prototype && i < prototype->getNumParams())
      parameter = prototype->getParamType(i);
    result.push_back(argument(all[i], parameter));
  }
  return result;
}

void Lowering::callConstructor(const Place &target, const clang::CXXConstructExpr *expr,
                               const clang::CXXConstructorDecl *constructor) {
  llvm::SmallVector<const Expr *, 4> given(expr->arguments());
  std::vector<events::Argument> passed = arguments(given, constructor, nullptr);
  events::Callee reached = callee(constructor);
  events::TypeId pointer =
      shared.types.of(ast.getPointerType(ast.getCanonicalTagType(constructor->getParent())));
  Event &event = emit(Event::Call, expr->getExprLoc());
  event.callee = std::move(reached);
  event.object = addressOf(target, pointer);
  event.arguments = std::move(passed);
  event.initializes = true;
}

/// Assignments of whole objects by an operator that nobody wrote, or a library's: copies and moves.
std::optional<events::Place> Lowering::operatorAssignment(const clang::CallExpr *expr) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(expr->getDirectCallee());
  if (!method || !(method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator()))
    return std::nullopt;
  if (method->isUserProvided() && !shared.locations.inSystemHeader(method))
    return std::nullopt;
  // `a = b` and `a.operator=(b)`.
  const auto *operation = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expr);
  const auto *memberCall = llvm::dyn_cast<clang::CXXMemberCallExpr>(expr);
  const auto *access =
      memberCall ? llvm::dyn_cast<clang::MemberExpr>(strip(memberCall->getCallee())) : nullptr;
  if (!operation && !access)
    return std::nullopt;
  Place source = place(expr->getArg(operation ? 1 : 0));
  Place target = operation ? place(expr->getArg(0)) : object(access);
  transfer(method->isMoveAssignmentOperator(), target, std::move(source), expr->getExprLoc(),
           /*initializes=*/false);
  return target;
}

events::Place Lowering::call(const clang::CallExpr *expr, const Place *target, bool throwaway) {
  using namespace clang;
  const FunctionDecl *function = expr->getDirectCallee();
  if (isInstruction(function)) {
    lowerInstruction(expr);
    return {};
  }
  const Expr *calleeExpr = strip(expr->getCallee());
  if (llvm::isa<CXXPseudoDestructorExpr>(calleeExpr)) {
    discard(llvm::cast<CXXPseudoDestructorExpr>(calleeExpr)->getBase());
    return {};
  }
  const auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(function);
  llvm::SmallVector<const Expr *, 8> given(expr->arguments());
  std::optional<Operand> object;
  bool isVirtual = false;
  const Expr *base = nullptr;
  if (const auto *access = llvm::dyn_cast<MemberExpr>(calleeExpr);
      access && method && method->isInstance()) {
    base = access->getBase();
    if (access->isArrow()) {
      Operand pointer = value(base);
      object = addressOf(pointee(pointer, base->getType(), expr->getExprLoc()),
                         shared.types.of(base->getType()));
    } else {
      object = address(base);
    }
    isVirtual = method->isVirtual() && !access->hasQualifier();
  } else if (method && method->isInstance() && llvm::isa<CXXOperatorCallExpr>(expr) &&
             !given.empty()) {
    base = given.front();
    object = address(base);
    given.erase(given.begin());
    isVirtual = method->isVirtual();
  } else if (const auto *pointed = llvm::dyn_cast<BinaryOperator>(calleeExpr);
             pointed && pointed->isPtrMemOp()) {
    object = addressOf(place(pointed), 0);
  } else if (method && !method->isInstance() && llvm::isa<CXXOperatorCallExpr>(expr) &&
             !given.empty()) {
    discard(given.front()); // a static operator()
    given.erase(given.begin());
  }
  if (isVirtual)
    if (const CXXMethodDecl *known = method->getDevirtualizedMethod(base, /*IsAppleKext=*/false)) {
      method = known;
      function = known;
      isVirtual = false;
    }

  events::Callee reached;
  const FunctionProtoType *prototype = nullptr;
  if (function) {
    reached = callee(function);
    reached.isVirtual = isVirtual;
  } else {
    reached.kind = events::Callee::Indirect;
    QualType type = calleeExpr->getType();
    if (!type->isSpecificBuiltinType(BuiltinType::BoundMember)) {
      reached.target = value(calleeExpr);
      if (type->isPointerType() || type->isReferenceType())
        type = type->getPointeeType();
      prototype = type->getAs<FunctionProtoType>();
    }
  }
  Listed beside(*this, base ? llvm::ArrayRef<const Expr *>(base) : llvm::ArrayRef<const Expr *>());
  std::vector<events::Argument> passed = arguments(given, function, prototype);

  QualType type = expr->getCallReturnType(ast);
  Place result;
  if (!type->isVoidType()) {
    if (target) {
      result = *target;
    } else {
      QualType object = type->isReferenceType() ? type : type.getUnqualifiedType();
      events::VarId id = temporary(object, expr->getExprLoc());
      result = {id, {}};
      if (object->isRecordType() && (inlined || !object.isDestructedType()))
        pending.push_back(id);
    }
  }
  Event &event = emit(Event::Call, expr->getExprLoc());
  event.callee = std::move(reached);
  event.object = std::move(object);
  event.arguments = std::move(passed);
  event.place = result;
  event.initializes = result.valid();
  event.throwaway = throwaway;
  return result;
}
