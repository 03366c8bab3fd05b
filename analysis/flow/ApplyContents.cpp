// What a call puts into a container or an owner: elements, keys, what a pointer leads to.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Application.h"
#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::Content;
using size::Expr;
using size::Subject;

ValueRef spelledOut(const Values &values, TypeRef type, const Subject &text) {
  return changed(values.fresh(type), [&](Value &copy) {
    copy.text = text;
    copy.state["size"] = lengthOf(text);
    if (auto capacity = copy.state.find("capacity"); capacity != copy.state.end())
      capacity->second = Expr::max({capacity->second, lengthOf(text)});
  });
}

/// Of elements that are added one by one, each by a call of its own, how many the others are; nothing if there are none.
static std::optional<Expr> shareOfOthers(const ValueRef &container) {
  auto size = container->state.find("size");
  if (size == container->state.end() || size->second.isUnknown() || size->second.isZero())
    return std::nullopt;
  return size->second / (size->second + 1);
}

void Application::addContents() {
  outcome.allocates |= !model.content.empty(); // copies and what is built in place
  for (const Content &content : model.content) {
    Resolved into = scope.resolve(content.into);
    ValueRef value = content.construct         ? emptyValue()
                     : into.places.size() == 1 ? takenInto(into.places[0].at({Step::Slot, content.slot}), content.from, content.how)
                                               : taken(content.from, content.how);
    for (const Location &place : into.places) {
      ValueRef object = values.expand(state.load(place));
      Step slot{Step::Slot, slotFor(*object, content.slot)};
      if (!content.construct && llvm::is_contained(scope.resolve(content.from).places, place.at(slot)))
        continue; // it only changes its place
      if (content.construct && object->model)
        value = constructed(content, slotType(*object, slot.name));
      if (object->model && object->model->unique == slot.name)
        value = onceEach(value, values.expand(values.part(object, slot)));
      if (value->kind == Value::Unknown && object->model) // a number whose value is not known holds no memory
        if (TypeRef type = slotType(*object, slot.name); type && type->kind != events::Type::Record)
          value = emptyValue();
      if (TypeRef type = object->model ? slotType(*object, slot.name) : TypeRef();
          value->kind == Value::Pointer && !value->text.empty() && type && type->kind == events::Type::Record)
        value = spelledOut(values, type, value->text);
      if (TypeRef type = object->model ? slotType(*object, slot.name) : TypeRef();
          const auto *wrapper = type ? values.modelOf(type) : nullptr)
        if (wrapper->slots.count("target") && wrapper->argumentClass == "function" && value->kind != Value::Object &&
            value->kind != Value::Empty) // a callable in a wrapper
          value = values.withPart(values.fresh(type), {Step::Slot, "target"}, value);
      bool single = object->model && object->model->role == "owner";
      if (single && value->kind == Value::Pointer && isNull(*value))
        continue;
      if (single && object->model->state.empty() && isOwned(*value)) { // as if it were the pointer
        state.store(place, value);
        continue;
      }
      std::optional<Expr> others = shareOfOthers(object), average = others && others->asConstant() ? others : std::nullopt;
      state.store(place.at(slot), single ? value : values.join(values.part(object, slot), value, average, others));
    }
  }
}

} // namespace highwater::flow
