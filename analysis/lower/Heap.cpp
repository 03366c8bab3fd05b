// `new` and `delete`.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

/// Returns where the pointer is.
events::Place Lowering::allocate(const clang::CXXNewExpr *expr, const Place *target) {
  SourceLocation at = expr->getExprLoc();
  QualType type = expr->getAllocatedType();
  const clang::FunctionDecl *operatorNew = expr->getOperatorNew();
  Place pointer = target ? *target : Place{temporary(expr->getType(), at), {}};
  Operand count = integer(1, ast.getSizeType());
  if (expr->isArray()) {
    std::optional<const Expr *> size = expr->getArraySize();
    count = size && *size ? value(*size) : Operand{};
  }
  if (operatorNew && operatorNew->isReservedGlobalPlacementOperator() &&
      expr->getNumPlacementArgs()) {
    Operand where = value(expr->getPlacementArg(0));
    set(pointer, std::move(where), at, /*initializes=*/true);
  } else {
    for (unsigned i = 0; i != expr->getNumPlacementArgs(); ++i)
      discard(expr->getPlacementArg(i));
    events::TypeId id = shared.types.of(type);
    Event &event = emit(Event::Allocate, at);
    event.place = pointer;
    event.value = std::move(count);
    event.type = id;
    event.array = expr->isArray();
    event.initializes = true;
  }
  const Expr *init = expr->getInitializer();
  if (!init)
    return pointer;
  if (!expr->isArray()) {
    initialize(derefOf(pointer), type, init);
    return pointer;
  }
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructExpr>(strip(init)))
    construct(pointer, constructor); // names the elements itself
  else if (const auto *list = llvm::dyn_cast<clang::InitListExpr>(strip(init)))
    for (unsigned i = 0; i != list->getNumInits(); ++i)
      if (!llvm::isa<clang::ImplicitValueInitExpr>(list->getInit(i)))
        initialize(elementOf(pointer, integer(i, ast.getSizeType())), type, list->getInit(i));
  return pointer;
}

void Lowering::release(const clang::CXXDeleteExpr *expr) {
  Operand pointer = value(expr->getArgument());
  Place place;
  if (pointer.kind == Operand::Read) {
    place = pointer.place;
  } else {
    place = {temporary(expr->getArgument()->getType(), expr->getExprLoc()), {}};
    set(place, std::move(pointer), expr->getExprLoc(), /*initializes=*/true);
  }
  Event &event = emit(Event::Free, expr->getExprLoc());
  event.place = std::move(place);
  event.array = expr->isArrayForm();
}
