// Memory that is filled byte by byte: blocks get their elements, and what they hold when all is zero.

#include "analysis/flow/Application.h"
#include "analysis/flow/Blocks.h"

namespace highwater::flow {

using size::Expr;
using Kind = events::Type::Kind;

ValueRef blockOf(const Values &values, const ValueRef &block, TypeRef element) {
  return changed(block, [&](Value &copy) {
    copy.type = element;
    auto bytes = copy.state.find("bytes"), filled = copy.state.find("fill");
    if (copy.kind != Value::Block || !element || !element->size)
      return;
    if (bytes != copy.state.end())
      copy.state["count"] = bytes->second / Expr(element->size);
    if (filled == copy.state.end())
      return;
    if (filled->second.isZero())
      copy.parts.try_emplace("element", values.zero(element));
    copy.state.erase(filled);
  });
}

ValueRef zeroed(const Values &values, const ValueRef &before, TypeRef type) {
  ValueRef value = values.expand(before);
  if (value->kind == Value::Object || (value->kind == Value::Pointer && value->parts.count("target")))
    return value;
  if (value->kind == Value::Array)
    return values.withPart(value, {Step::Slot, "element"},
                           zeroed(values, value->parts.at("element"), type ? type.pointee() : type));
  if (!type || type->kind != Kind::Record)
    return value->kind == Value::Scalar ? scalar(Expr(0)) : values.zero(type);
  return changed(values.fresh(type), [&](Value &copy) {
    for (const events::Field &field : type->fields)
      copy.parts[field.name] = zeroed(values, values.part(value, {Step::Field, field.name}), type.with(field.type));
  });
}

/// What a place holds, where its type tells.
TypeRef typeAt(const Evaluator &evaluator, const Location &place) {
  TypeRef type = place.root.variable != events::none ? evaluator.typeOf(place.root.variable) : place.rootType;
  for (const Step &step : place.path) {
    if (!type)
      return {};
    TypeRef part;
    if (step.kind != Step::Field)
      part = type.pointee() ? type.pointee() : TypeRef();
    for (const events::Field &field : type->fields)
      if (step.kind == Step::Field && field.name == step.name)
        part = type.with(field.type);
    if (step.kind != Step::Target) // the block; its elements are of the type
      type = part;
  }
  return type;
}

/// `memset`: only what it makes of numbers of several bytes if they become 0 is followed. One element of many says nothing of
/// the others, and behind the beginning of a block what lies before it stays: `memset(p + n, 0, …)`.
void Application::fillBytes(const Resolved &pointer, const Expr &byte) {
  bool all = pointer.value->kind != Value::Pointer || pointer.value->number.isZero();
  for (const Location &place : evaluator.referents(pointer.value, pointer.places))
    if (TypeRef type = typeAt(evaluator, place); type && byte.isZero() && !isOneOfMany(place)) {
      ValueRef before = state.load(place), zero = zeroed(values, before, type);
      state.store(place, all ? zero : values.join(before, zero));
    }
}

} // namespace highwater::flow
