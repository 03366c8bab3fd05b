// Places and operands, as far as sources and bounds go.

#include "analysis/flow/Inflow.h"

#include "analysis/events/Arguments.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Operand;
using events::Projection;
using events::Variable;
using Kind = events::Type::Kind;

PathId Inflow::rootOf(events::VarId id) const {
  const Variable &variable = function.body.variables[id];
  switch (variable.storage) {
  case Variable::Parameter:
    return tables.paths.root(Paths::Parameter, variable.index);
  case Variable::This:
    return tables.paths.root(Paths::This, 0);
  case Variable::Result:
    return tables.paths.root(Paths::Result, 0);
  case Variable::Global:
  case Variable::StaticLocal:
    return tables.paths.root(Paths::Global, 0, variable.usr);
  default:
    return tables.paths.root(Paths::Variable, id);
  }
}

/// Fields that lie on top of each other: a union.
static bool overlaps(TypeRef type) {
  if (!type || type->kind != Kind::Record || type->fields.size() < 2)
    return false;
  std::uint64_t sum = 0;
  for (const events::Field &field : type->fields)
    sum += type.with(field.type) ? type.with(field.type)->size : 0;
  return sum > type->size;
}

static TypeRef fieldType(TypeRef type, llvm::StringRef name) {
  if (type)
    for (const events::Field &field : type->fields)
      if (field.name == name)
        return type.with(field.type);
  return {};
}

Inflow::Places Inflow::locate(const InflowState &state, const events::Place &place) const {
  Places result;
  if (place.root == events::none)
    return result;
  result.paths = {rootOf(place.root)};
  TypeRef at = type(function.body.variables[place.root].type);
  for (const Projection &projection : place.path) {
    if (projection.kind == Projection::Field) {
      if (events::isBase(projection.field)) {
        at = fieldType(at, projection.field);
        continue; // an object and its bases are one
      }
      bool united = overlaps(at);
      at = fieldType(at, projection.field);
      if (united)
        continue;
      PathList next;
      for (PathId path : result.paths)
        addSorted(next, tables.paths.step(path, tables.paths.field(projection.field)));
      result.paths = next;
      continue;
    }
    bool element = projection.kind == Projection::Element;
    bool pointer = at && (at->kind == Kind::Pointer || at->kind == Kind::Reference);
    PathList next;
    for (PathId path : result.paths) {
      if (element && !pointer)
        addSorted(next, tables.paths.step(path, Paths::Element));
      else
        for (PathId target : state.deref(path))
          addSorted(next, target);
    }
    at = at && at->pointee ? at.pointee() : TypeRef();
    result.strong &= !element;
    result.paths = next;
  }
  result.strong &= result.paths.size() == 1 && !tables.paths.several(result.paths[0]);
  return result;
}

Number Inflow::clamped(Number number, TypeRef type) const {
  if (!number.label.empty() && type && type->kind == Kind::Integer && type->size && type->size <= 8)
    number.max = std::min(number.max, largest(type->size, type->isSigned));
  return number;
}

Number Inflow::compute(Op op, const Number &a, const Number &b) const {
  Number result = tables.origins.combine(op, a, b);
  if (!result.constant && (a.term || b.term))
    result.term = tables.terms.combine(op, a, b);
  return result;
}

Cell Inflow::readVariable(const InflowState &state, const Operand &operand) const {
  const events::Place &place = operand.place;
  if (place.root != events::none && place.path.empty())
    if (const auto &value = function.body.variables[place.root].value) {
      Cell cell;
      cell.number = constantNumber(*value);
      return cell;
    }
  Places places = locate(state, place);
  Cell cell = state.read(places.paths);
  TypeRef as = type(operand.type);
  bool behind = !place.path.empty() && place.path.back().kind == Projection::Deref;
  if (behind) {
    events::Place reference = place;
    reference.path.pop_back();
    if (PathList holder = locate(state, reference).paths; holder.size() == 1)
      if (Cell leads = state.raw(holder[0]); leads.seen)
        cell.number = state.known(*leads.seen);
  }
  if (behind && as && as->kind == Kind::Integer && cell.number.label.empty() && !cell.number.constant)
    for (PathId path : places.paths) // a part of an object that only the whole is known of
      cell.number.label = tables.origins.join(cell.number.label, state.everything(path));
  cell.number = clamped(std::move(cell.number), as);
  bool pointer = as && (as->kind == Kind::Pointer || as->kind == Kind::Reference || as->kind == Kind::Array);
  if (pointer && cell.targets.empty() && cell.functions.empty() && !cell.number.constant)
    for (PathId path : places.paths)
      for (PathId target : state.deref(path))
        addSorted(cell.targets, target);
  return cell;
}

Cell Inflow::binary(const InflowState &state, const Operand &operand) const {
  Cell result;
  llvm::StringRef text = operand.text;
  if (auto op = opOf(text)) {
    Cell a = evaluate(state, operand.operands[0]), b = evaluate(state, operand.operands[1]);
    if (!a.targets.empty() || !b.targets.empty()) { // pointers move within what they point to
      TypeRef as = type(operand.type);
      if (!as || as->kind == Kind::Integer)
        return result; // their difference
      result.targets = a.targets.empty() ? b.targets : a.targets;
      return result;
    }
    result.number = state.known(compute(*op, a.number, b.number));
    if (!result.number.label.empty() && isPlaced(operand)) {
      result.number.max = unlimited;
      result.number.term = 0;
    }
    result.number = clamped(result.number, type(operand.type));
    return result;
  }
  // Comparisons and connectives: either outcome says something.
  if (auto known = decided(state, operand)) {
    result.number = constantNumber(*known);
    return result;
  }
  result.number.max = 1;
  auto alternatives = std::make_shared<std::vector<Alternative>>();
  alternatives->push_back({0, facts(state, operand, false)});
  alternatives->push_back({1, facts(state, operand, true)});
  result.number.alternatives = std::move(alternatives);
  return result;
}

Cell Inflow::evaluate(const InflowState &state, const Operand &operand) const {
  Cell result;
  switch (operand.kind) {
  case Operand::None:
  case Operand::Real:
  case Operand::Text:
    return result;
  case Operand::Integer:
    if (TypeRef as = type(operand.type); operand.integer < 0 && as && as->kind == Kind::Integer && !as->isSigned) {
      result.number.max = static_cast<double>(static_cast<std::uint64_t>(operand.integer)); // above what an int64 holds
      return result;
    }
    result.number = constantNumber(operand.integer);
    return result;
  case Operand::Null:
    result.number = constantNumber(0);
    return result;
  case Operand::Read:
    return readVariable(state, operand);
  case Operand::Address:
    result.targets = locate(state, operand.place).paths;
    return result;
  case Operand::Unary: {
    Cell inner = evaluate(state, operand.operands[0]);
    if (operand.text == "!") {
      if (inner.number.constant) {
        result.number = constantNumber(!*inner.number.constant);
        return result;
      }
      result.number.max = 1;
      auto alternatives = std::make_shared<std::vector<Alternative>>();
      alternatives->push_back({0, facts(state, operand.operands[0], true)});
      alternatives->push_back({1, facts(state, operand.operands[0], false)});
      result.number.alternatives = std::move(alternatives);
      return result;
    }
    if (operand.text == "+")
      return inner;
    if (operand.text == "-" && inner.number.constant) {
      result.number = constantNumber(-*inner.number.constant);
      return result;
    }
    result.number.label = inner.number.label;
    result.number = clamped(result.number, type(operand.type));
    return result;
  }
  case Operand::Binary:
    return binary(state, operand);
  case Operand::Cast: {
    result = evaluate(state, operand.operands[0]);
    TypeRef to = type(operand.type);
    if (!to || to->kind != Kind::Integer || result.number.label.empty())
      return result;
    double most = largest(to->size, to->isSigned);
    if (to->size < 4 && result.number.max > most) { // keeps the low bits only
      Number width;
      width.max = most;
      result.number = compute(Op::Narrow, result.number, width);
      return result;
    }
    result.number = clamped(result.number, to);
    return result;
  }
  case Operand::Select: {
    const Operand &condition = operand.operands[0];
    if (auto known = decided(state, condition))
      return evaluate(state, operand.operands[*known ? 1 : 2]);
    InflowState holds = state, fails = state;
    holds.bind(facts(state, condition, true));
    fails.bind(facts(state, condition, false));
    Cell a = evaluate(holds, operand.operands[1]), b = evaluate(fails, operand.operands[2]);
    a.number = holds.known(a.number);
    b.number = fails.known(b.number);
    result = state.joined(a, b);
    if (a.number.constant && b.number.constant && *a.number.constant != *b.number.constant) // `n > most ? -1 : 0`
      result.number.alternatives = std::make_shared<const std::vector<Alternative>>(std::vector<Alternative>{
          {*a.number.constant, facts(state, condition, true)}, {*b.number.constant, facts(state, condition, false)}});
    return result;
  }
  case Operand::SizeOf:
    if (TypeRef measured = type(operand.type); measured && measured->size)
      result.number = constantNumber(static_cast<std::int64_t>(measured->size));
    return result;
  case Operand::Function:
    result.functions.push_back({operand.text, 0});
    return result;
  }
  return result;
}

} // namespace highwater::flow
