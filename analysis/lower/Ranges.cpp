// Loops over ranges and structured bindings. Walking a library's range is one step of the IR, so
// the iterators that the language hides behind it are left out; a range of the project's own is
// lowered as it is written.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

/// `auto begin() { return field.begin(); }`: the field.
const clang::FieldDecl *Lowering::walkedField(const clang::FunctionDecl *begin) const {
  const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>(begin->getBody());
  if (!body || body->size() != 1)
    return nullptr;
  const auto *result = llvm::dyn_cast<clang::ReturnStmt>(body->body_front());
  const Expr *value = result && result->getRetValue() ? maker(result->getRetValue()) : nullptr;
  if (const auto *construction = llvm::dyn_cast_or_null<clang::CXXConstructExpr>(value);
      construction && construction->getNumArgs() == 1)
    value = maker(construction->getArg(0)->IgnoreImplicit());
  const auto *call = llvm::dyn_cast_or_null<clang::CXXMemberCallExpr>(value);
  if (!call || !call->getMethodDecl() || !call->getMethodDecl()->getIdentifier() ||
      (call->getMethodDecl()->getName() != "begin" && call->getMethodDecl()->getName() != "cbegin"))
    return nullptr;
  const auto *access =
      llvm::dyn_cast<clang::MemberExpr>(call->getImplicitObjectArgument()->IgnoreImplicit());
  if (!access || !llvm::isa<clang::CXXThisExpr>(access->getBase()->IgnoreImplicit()))
    return nullptr;
  const auto *field = llvm::dyn_cast<clang::FieldDecl>(access->getMemberDecl());
  return field && shared.types.isSystemRecord(field->getType()) ? field : nullptr;
}

/// What a loop walks, if it is a library's: the range itself, or the field that a class of the
/// project's offers as its elements.
std::optional<events::Place> Lowering::walked(const clang::CXXForRangeStmt *loop) {
  const auto *range = llvm::dyn_cast<clang::VarDecl>(loop->getRangeStmt()->getSingleDecl());
  if (!range || !loop->getBeginStmt() || !loop->getCond())
    return std::nullopt;
  QualType type = range->getType().getNonReferenceType();
  if (type->isArrayType() || shared.types.isSystemRecord(type))
    return place(range->getInit());
  const auto *begin = llvm::dyn_cast<clang::VarDecl>(loop->getBeginStmt()->getSingleDecl());
  const auto *call = begin && begin->getInit()
                         ? llvm::dyn_cast<clang::CXXMemberCallExpr>(maker(begin->getInit()))
                         : nullptr;
  // A class that is derived from a library's.
  if (call && call->getMethodDecl() && shared.locations.inSystemHeader(call->getMethodDecl()))
    if (const auto *base = llvm::dyn_cast<clang::ImplicitCastExpr>(strip(call->getImplicitObjectArgument()));
        base && base->path_size())
      return toBase(place(range->getInit()), base);
  const clang::FieldDecl *field =
      call && call->getMethodDecl() && call->getMethodDecl()->getBody() &&
              call->getMethodDecl()->getParent() == type->getAsCXXRecordDecl()
          ? walkedField(llvm::cast<clang::FunctionDecl>(call->getMethodDecl()->getDefinition()))
          : nullptr;
  if (!field)
    return std::nullopt;
  return fieldOf(place(range->getInit()), fieldName(field));
}

/// `*begin` in the initializer of a loop variable.
static const clang::Expr *dereference(const clang::Stmt *init, const clang::VarDecl *begin) {
  auto isBegin = [&](const clang::Expr *expr) {
    const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expr->IgnoreParenImpCasts());
    return reference && reference->getDecl() == begin;
  };
  if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(init);
      unary && unary->getOpcode() == clang::UO_Deref && isBegin(unary->getSubExpr()))
    return unary;
  if (const auto *call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(init);
      call && call->getOperator() == clang::OO_Star && isBegin(call->getArg(0)))
    return call;
  for (const clang::Stmt *child : init->children())
    if (child)
      if (const clang::Expr *found = dereference(child, begin))
        return found;
  return nullptr;
}

/// Handles the hidden variables of a loop over a range; true if nothing is left to do.
bool Lowering::declareRangePart(const clang::VarDecl *variable) {
  auto hidden = syntax.ranges.find(variable);
  if (hidden == syntax.ranges.end())
    return false;
  const clang::CXXForRangeStmt *loop = hidden->second;
  std::optional<Place> found = walked(loop);
  if (!found)
    return false;
  Place range = *found;
  ranges[loop] = range;
  for (const clang::DeclStmt *hiddenPart : {loop->getBeginStmt(), loop->getEndStmt()}) {
    skipped.insert(hiddenPart);
    skippedVariables.insert(llvm::dyn_cast<clang::VarDecl>(hiddenPart->getSingleDecl()));
  }
  for (const Expr *hiddenPart : {loop->getCond(), loop->getInc()}) {
    skipped.insert(hiddenPart->IgnoreParens());
    if (const auto *full = llvm::dyn_cast<clang::FullExpr>(hiddenPart))
      skipped.insert(full->getSubExpr()->IgnoreParens());
  }
  const auto *element = llvm::cast<clang::VarDecl>(*loop->getLoopVarStmt()->decl_begin());
  const auto *begin = llvm::dyn_cast<clang::VarDecl>(loop->getBeginStmt()->getSingleDecl());
  if (element->getInit() && begin)
    if (const Expr *next = dereference(element->getInit(), begin)) {
      places[next] = elementOf(std::move(range), std::nullopt);
      rangeElements.insert(next);
    }
  return true;
}

/// `auto &[first, second] = pair`: a class whose members are as many as the names is taken apart by
/// its members, so that the library's `get` need not be known.
std::optional<events::Place> Lowering::tupleField(const clang::BindingDecl *declaration) {
  const auto *whole =
      llvm::dyn_cast_or_null<clang::DecompositionDecl>(declaration->getDecomposedDecl());
  if (!whole)
    return std::nullopt;
  const clang::RecordDecl *record = whole->getType().getNonReferenceType()->getAsRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || static_cast<std::size_t>(std::distance(
                     record->field_begin(), record->field_end())) != whole->bindings().size())
    return std::nullopt;
  auto field = record->field_begin();
  for (const clang::BindingDecl *each : whole->bindings()) {
    if (each == declaration)
      break;
    ++field;
  }
  Place place{variable(whole), {}};
  if (whole->getType()->isReferenceType())
    place = derefOf(std::move(place));
  return fieldOf(std::move(place), fieldName(*field));
}
