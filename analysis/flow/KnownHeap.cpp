// What is unknown is taken out, and the rest weighed as usual.

#include "analysis/flow/KnownHeap.h"

#include "analysis/flow/Blocks.h"

namespace highwater::flow {

using size::Expr;

bool ownsNothing(const Values &values, TypeRef type) {
  if (!type || type->kind == events::Type::Integer || type->kind == events::Type::Floating)
    return bool(type);
  if (type->kind == events::Type::Array)
    return ownsNothing(values, type.pointee());
  const effects::TypeModel *model = values.modelOf(type);
  return model && model->role == "view";
}

static ValueRef withoutUnknown(const Values &values, const ValueRef &value) {
  if (value->kind == Value::Unknown)
    return emptyValue();
  if (value->kind == Value::Symbolic || !values.heap(value).isUnknown())
    return value;
  return changed(value, [&](Value &copy) {
    for (auto &[name, part] : copy.parts)
      part = withoutUnknown(values, part);
    for (auto &[name, number] : copy.state)
      if (number.isUnknown())
        number = 0;
    if (copy.number.isUnknown())
      copy.number = 0;
  });
}

Expr knownHeap(const Values &values, const ValueRef &value) {
  Expr heap = values.heap(value);
  if (heap.isUnknown())
    heap = values.heap(withoutUnknown(values, value));
  return heap.isUnknown() ? Expr(0) : heap;
}

Expr untouchedHeap(const Values &values, const ValueRef &value) {
  Expr total = 0;
  if (value->kind == Value::Record)
    for (const auto &[name, part] : value->parts)
      total += untouchedHeap(values, part);
  if (value->kind != Value::Object || !value->model)
    return total;
  auto size = value->state.find("size"), capacity = value->state.find("capacity");
  if (size == value->state.end() || capacity == value->state.end() || size->second == capacity->second)
    return total;
  ValueRef filled = changed(value, [&](Value &copy) { copy.state["capacity"] = size->second; });
  Expr rest = values.heap(value) - values.heap(filled);
  return rest.isUnknown() ? Expr(0) : Expr::max({Expr(0), rest});
}

Expr mappedPages(const Values &values, const ValueRef &value) {
  Expr inner = 0;
  if (value->kind == Value::Symbolic)
    return inner;
  for (const auto &[name, part] : value->parts)
    inner += mappedPages(values, part);
  if (value->kind == Value::Block)
    if (auto pages = value->state.find(mappedName.str()); pages != value->state.end())
      return inner.isZero() ? pages->second : pages->second + inner;
  if (inner.isZero())
    return inner;
  Expr total = Expr::mean(inner) * (value->kind == Value::Pointer ? blocksOf(value) : elementCount(*value).value_or(1));
  return total.isUnknown() ? Expr(0) : total;
}

} // namespace highwater::flow
