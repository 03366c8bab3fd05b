// From one object to another: through pointers, to elements, to base classes and back.

#include "analysis/lower/Lowering.h"

using namespace highwater;
using namespace highwater::lower;

events::Place Lowering::pointee(const Operand &pointer, QualType pointerType, SourceLocation at) {
  if (pointer.kind == Operand::Address)
    return pointer.place;
  if (pointer.kind == Operand::Read)
    return derefOf(pointer.place);
  if (pointer.kind == Operand::Binary && pointer.text == "+" &&
      pointer.operands[0].kind == Operand::Read)
    return elementOf(pointer.operands[0].place, pointer.operands[1]);
  Place view{temporary(pointerType, at), {}};
  set(view, pointer, at, /*initializes=*/true);
  return derefOf(std::move(view));
}

events::Place Lowering::element(const Operand &pointer, Operand index, QualType pointerType,
                                SourceLocation at) {
  if (pointer.kind == Operand::Address && !pointer.place.path.empty()) {
    const events::Projection &last = pointer.place.path.back();
    // A decayed array: `&a[0]`.
    if (last.kind == events::Projection::Element && last.index &&
        last.index->kind == Operand::Integer && last.index->integer == 0) {
      Place array = pointer.place;
      array.path.pop_back();
      return elementOf(std::move(array), std::move(index));
    }
  }
  if (pointer.kind == Operand::Read)
    return elementOf(pointer.place, std::move(index));
  Place view{temporary(pointerType, at), {}};
  set(view, pointer, at, /*initializes=*/true);
  return elementOf(std::move(view), std::move(index));
}

/// The steps from a class to the base that `cast` converts to. Models speak of whole library
/// classes, so within those there are none.
events::Place Lowering::toBase(Place place, const clang::CastExpr *cast) {
  QualType from = cast->getSubExpr()->getType();
  if (from->isPointerType())
    from = from->getPointeeType();
  for (const clang::CXXBaseSpecifier *base : cast->path()) {
    if (shared.types.isSystemRecord(from))
      break;
    place = fieldOf(std::move(place), shared.types.baseField(base->getType()));
    from = base->getType();
  }
  return place;
}

/// Undoes `toBase`; nothing if the place is not known to be a part of the derived class.
static std::optional<events::Place> toDerived(events::Place place, std::size_t steps) {
  for (; steps; --steps) {
    if (place.path.empty() || !llvm::StringRef(place.path.back().field).starts_with("(base "))
      return std::nullopt;
    place.path.pop_back();
  }
  return place;
}

events::Place Lowering::castPlace(const clang::CastExpr *cast) {
  Place from = place(cast->getSubExpr());
  switch (cast->getCastKind()) {
  case clang::CK_DerivedToBase:
  case clang::CK_UncheckedDerivedToBase:
    return toBase(std::move(from), cast);
  case clang::CK_BaseToDerived:
    if (std::optional<Place> derived = toDerived(from, cast->path_size()))
      return *derived;
    [[fallthrough]];
  case clang::CK_Dynamic:
  case clang::CK_LValueBitCast: {
    if (shared.types.isSystemRecord(cast->getType()) || !cast->getType()->isRecordType())
      return from;
    QualType reference = ast.getLValueReferenceType(cast->getType());
    Operand converted;
    converted.kind = Operand::Cast;
    converted.type = shared.types.of(reference);
    converted.operands.push_back(addressOf(std::move(from), shared.types.of(cast->getSubExpr()->getType())));
    Place view{temporary(reference, cast->getExprLoc()), {}};
    set(view, std::move(converted), cast->getExprLoc(), /*initializes=*/true);
    return derefOf(std::move(view));
  }
  default:
    return from;
  }
}
