// What operands and places refer to, and the elements that are read on the way.

#include "analysis/flow/Touches.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::none;
using events::Operand;
using events::Place;
using events::Projection;
using Kind = events::Type::Kind;

/// Whether following a pointer or reference gives the object itself, and not its first element.
static bool leadsToObject(TypeRef pointee, const Values &values) {
  return pointee && pointee->kind == Kind::Record && values.modelOf(pointee);
}

Alias Touches::visit(const Place &place, bool address) {
  for (const Projection &step : place.path)
    if (step.index)
      visit(*step.index);
  auto found = known.find(place.root);
  if (place.root == none || found == known.end())
    return {};
  const Alias alias = found->second;
  if (alias.kind == Alias::Element || alias.kind == Alias::Inserter)
    return alias;
  llvm::ArrayRef<Projection> path = place.path;
  TypeRef type = typeOf(place.root);
  auto isDeref = [&] { return !path.empty() && path[0].kind == Projection::Deref; };
  if (type && type->kind == Kind::Reference && isDeref()) {
    path = path.drop_front();
    type = type.pointee();
  }
  if (type && type->kind == Kind::Pointer && isDeref() && leadsToObject(type.pointee(), models.evaluator.values) &&
      alias.kind == Alias::Whole) {
    path = path.drop_front();
    type = type.pointee();
  }
  if (path.empty()) {
    if (alias.kind == Alias::Walker)
      return {Alias::Walker, {Position::Variable, place.root, 0, nullptr}};
    return alias.kind == Alias::Mark ? alias : Alias{Alias::Whole, {}};
  }
  if (path[0].kind == Projection::Field) {
    touch(Touch::Whole);
    return {Alias::Element, {}};
  }
  Position position{Position::Constant, none, 0, nullptr};
  if (path[0].kind == Projection::Element) {
    if (!path[0].index)
      return {Alias::Element, {}}; // the one that a loop over the range is at
    position = positionOf(*path[0].index);
  }
  if (alias.kind == Alias::Walker || alias.kind == Alias::Mark) {
    Position begin = alias.kind == Alias::Walker ? Position{Position::Variable, place.root, 0, nullptr} : alias.position;
    if (position.kind == Position::Constant)
      begin.offset += position.offset;
    position = position.kind == Position::Constant ? begin : Position();
  }
  bool front = position.kind == Position::Constant && position.offset == 0;
  bool isBlock = type && type->kind == Kind::Pointer;
  if (address && front && isBlock && path.size() == 1 && (alias.kind == Alias::Whole || alias.kind == Alias::Carrier))
    return {Alias::Whole, {}}; // &buffer[0]
  touch(Touch::Access, position);
  return {Alias::Element, position};
}

Alias Touches::visit(const Operand &operand) {
  switch (operand.kind) {
  case Operand::Address:
    return visit(operand.place, true);
  case Operand::Read: {
    Alias alias = visit(operand.place, false);
    bool plain = operand.type && !types.holds({&unit, operand.type});
    return alias.kind == Alias::Element && plain ? Alias() : alias;
  }
  case Operand::Cast: {
    Alias alias = visit(operand.operands[0]);
    TypeRef to{&unit, operand.type};
    return to && (to->kind == Kind::Integer || to->kind == Kind::Floating) ? Alias() : alias;
  }
  case Operand::Binary: {
    Alias left = visit(operand.operands[0]), right = visit(operand.operands[1]);
    if ((operand.text != "+" && operand.text != "-") || (left.kind != Alias::None && right.kind != Alias::None))
      return {};
    bool first = left.kind != Alias::None;
    const Alias &base = first ? left : right;
    if (base.kind == Alias::None || base.kind == Alias::Element || base.kind == Alias::Inserter)
      return base;
    Position distance = positionOf(operand.operands[first ? 1 : 0]);
    bool back = operand.text == "-";
    if (base.kind == Alias::Whole)
      return distance.kind == Position::Constant && distance.offset == 0 ? base
                                                                        : Alias{Alias::Mark, back ? Position() : distance};
    Position from = base.position;
    from.offset += back ? -distance.offset : distance.offset;
    return {Alias::Mark, distance.kind == Position::Constant ? from : Position()};
  }
  case Operand::Select: {
    visit(operand.operands[0]);
    Alias one = visit(operand.operands[1]), other = visit(operand.operands[2]);
    if (one.kind == Alias::None || one.kind == other.kind)
      return one.kind == Alias::None ? other : one;
    return other.kind == Alias::None ? one : Alias{Alias::Mark, {}};
  }
  default: {
    bool held = false;
    for (const Operand &part : operand.operands)
      held |= visit(part).kind == Alias::Whole;
    if (held && operand.kind == Operand::None)
      touch(Touch::Whole);
    return {};
  }
  }
}

} // namespace highwater::flow
