// Loops over ranges and structured bindings. Walking a library's range is one step of the IR, so
// the iterators that the language hides behind it are left out; a range of the project's own is
// lowered as it is written.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

bool Lowering::walksElements(const clang::CXXForRangeStmt *loop) const {
  const auto *range = llvm::dyn_cast<clang::VarDecl>(loop->getRangeStmt()->getSingleDecl());
  if (!range || !loop->getBeginStmt() || !loop->getCond())
    return false;
  QualType type = range->getType().getNonReferenceType();
  return type->isArrayType() || shared.types.isSystemRecord(type);
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
  if (!walksElements(loop))
    return false;
  Place range = place(variable->getInit());
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
    if (const Expr *found = dereference(element->getInit(), begin)) {
      places[found] = elementOf(std::move(range), std::nullopt);
      rangeElements.insert(found);
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
