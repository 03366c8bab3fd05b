// What a view shows: what it says itself, else the text it spells, else all of what it leads to.

#include "analysis/flow/Views.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

std::optional<Expr> viewedSize(const Evaluator &evaluator, const State &state, const Resolved &view) {
  ValueRef pointer = evaluator.values.expand(view.value);
  if (pointer->kind != Value::Pointer)
    return std::nullopt;
  if (auto size = pointer->state.find("size"); size != pointer->state.end())
    return size->second;
  if (!pointer->text.empty())
    return lengthOf(pointer->text);
  ValueRef viewed = evaluator.values.expand(state.load(evaluator.referents(pointer, view.places)));
  if (auto size = viewed->state.find("size"); size != viewed->state.end())
    return size->second;
  return std::nullopt;
}

ValueRef asPointer(const ValueRef &view) {
  if (view->kind != Value::Object || !view->model || view->model->role != "view" || !view->state.count("size"))
    return view;
  auto pointer = std::make_shared<Value>();
  pointer->kind = Value::Pointer;
  pointer->type = view->type;
  pointer->text = view->text;
  pointer->record = view->record;
  pointer->state["size"] = view->state.at("size");
  if (auto element = view->parts.find("element"); element != view->parts.end() && element->second->kind == Value::Symbolic)
    pointer->targets.push_back({{events::none, element->second->origin}, {}, element->second->type});
  return pointer;
}

} // namespace highwater::flow
