// Only texts: a container that was not added to, or not taken from, is as large as it was.

#include "analysis/flow/Untouched.h"

namespace highwater::flow {

bool isUntouched(const Value &value) {
  return !value.origin.empty() && value.text == size::Subject("text", {value.origin});
}

static bool isViewOfText(const Value &value) { return value.kind == Value::Pointer && !value.text.empty(); }

/// What is filled where a function comes to its end, in place of what it left untouched where it gave up.
static ValueRef filledAs(const Values &values, const ValueRef &untouched, const ValueRef &filled) {
  ValueRef before = values.expand(untouched), after = values.expand(filled);
  if (before->kind == Value::Object && isUntouched(*before))
    return (after->kind == Value::Object && !isUntouched(*after)) || isViewOfText(*after) ? after : untouched;
  if (before->kind != Value::Record || after->kind != Value::Record || !before->type || !after->type)
    return untouched;
  ValueRef result = untouched;
  for (const auto &[name, part] : after->parts) {
    ValueRef held = values.part(before, {Step::Field, name});
    if (ValueRef now = filledAs(values, held, part); now != held)
      result = values.withPart(result, {Step::Field, name}, now);
  }
  return result;
}

void settleUntouched(State &mine, State &theirs, const Location &result) {
  const Values &values = mine.valuesOf();
  auto answer = [&](const State &state) {
    ValueRef value = values.expand(state.load(result));
    return value->kind == Value::Scalar ? value->number.asConstant() : std::nullopt;
  };
  auto one = answer(mine), other = answer(theirs);
  if (!one || !other || (*one == 0) == (*other == 0))
    return;
  State &failed = *one == 0 ? mine : theirs;
  const State &done = *one == 0 ? theirs : mine;
  for (const auto &[root, value] : done.roots()) {
    if (root.external.empty())
      continue;
    Location place{root, {}, done.typeOf(root)};
    ValueRef held = failed.load(place);
    if (ValueRef now = filledAs(values, held, value); now != held)
      failed.store(place, now);
  }
}

} // namespace highwater::flow
