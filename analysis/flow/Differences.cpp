// Place by place; what is the same object in both is passed over.

#include "analysis/flow/Differences.h"

#include "analysis/flow/Blocks.h"

namespace highwater::flow {

using size::Expr;

ValueRef Walk::visit(const ValueRef &keptValue, const ValueRef &otherValue) const {
  if (keptValue == otherValue)
    return keptValue;
  ValueRef kept = values.expand(keptValue), other = values.expand(otherValue);
  if (kept->kind != other->kind)
    return keptValue;
  ValueRef result = kept;
  auto put = [&](const Expr &mine, const Expr &theirs, llvm::function_ref<void(Value &, Expr)> store, bool added = false) {
    if (mine == theirs || mine.isUnknown())
      return;
    if (Expr now = change(mine, theirs, added); now != mine)
      result = changed(result, [&](Value &copy) { store(copy, now); });
  };
  if (kept->kind == Value::Scalar)
    put(kept->number, other->number, [](Value &copy, Expr now) { copy.number = std::move(now); });
  if (kept->kind == Value::Pointer)
    put(addedBlocks(kept), addedBlocks(other), [](Value &copy, Expr now) { setBlocks(copy, std::move(now)); },
        !kept->origin.empty() && !other->origin.empty());
  else
    for (const auto &[name, number] : kept->state)
      if (auto theirs = other->state.find(name); theirs != other->state.end())
        put(number, theirs->second, [&, &name = name](Value &copy, Expr now) { copy.state[name] = std::move(now); });
  std::set<std::string> names; // what one of them does not have is as it was when the function began
  for (const ValueRef &either : {kept, other})
    for (const auto &[name, part] : either->parts)
      names.insert(name);
  for (const std::string &name : names) {
    Step step{kept->kind == Value::Record ? Step::Field : kept->kind == Value::Pointer ? Step::Target : Step::Slot, name};
    ValueRef part = values.part(kept, step);
    if (ValueRef now = visit(part, values.part(other, step)); now != part)
      result = changed(result, [&](Value &copy) { copy.parts[name] = now; });
  }
  return result == kept ? keptValue : result;
}

std::vector<Location> placesOf(const State &kept, const State &other) {
  std::vector<Location> result;
  for (const auto &[root, value] : kept.roots())
    result.push_back({root, {}, kept.typeOf(root)});
  for (const auto &[root, value] : other.roots())
    if (!kept.roots().count(root) && !root.external.empty())
      result.push_back({root, {}, other.typeOf(root)});
  return result;
}

} // namespace highwater::flow
