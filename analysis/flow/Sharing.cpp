// What several handles share counts once, where one of them holds it: the one that is kept longest, as far as can be seen.

#include "analysis/flow/Sharing.h"

namespace highwater::flow {

/// A handle whose copies lead to the same: of a class that counts them, or a pointer to what it owns.
static bool isShared(const Value &value) {
  return value.kind == Value::Pointer || (value.kind == Value::Object && value.model && value.model->shared);
}

bool ownsShared(const Values &values, const ValueRef &given) {
  ValueRef value = values.expand(given);
  if (value->kind == Value::Pointer)
    return value->origin.empty() && value->parts.count("target");
  if (isShared(*value)) {
    auto target = value->parts.find("target");
    if (target == value->parts.end())
      return false;
    ValueRef held = values.expand(target->second);
    return held->kind != Value::Empty && (held->kind != Value::Pointer || held->targets.empty());
  }
  return std::any_of(value->parts.begin(), value->parts.end(), [&](const auto &part) { return ownsShared(values, part.second); });
}

ValueRef withShared(const Values &values, const ValueRef &copy, const ValueRef &given) {
  ValueRef original = values.expand(given);
  if (isShared(*original))
    return !ownsShared(values, original) ? copy : changed(original, [](Value &value) { value.origin = {}; });
  ValueRef result = values.expand(copy);
  for (const auto &[name, part] : original->parts)
    if (auto same = result->parts.find(name); same != result->parts.end())
      if (ValueRef kept = withShared(values, same->second, part); kept != same->second)
        result = changed(result, [&, key = name](Value &value) { value.parts[key] = kept; });
  return result;
}

ValueRef aliasOf(const Values &values, const ValueRef &given, const Location &owner) {
  ValueRef value = values.expand(given);
  if (isShared(*value))
    return ownsShared(values, value) ? values.copied(value, owner) : given;
  ValueRef result = given;
  for (const auto &[name, part] : value->parts) {
    Step step{value->kind == Value::Record ? Step::Field : Step::Slot, name};
    if (ValueRef alias = aliasOf(values, part, owner.at(step)); alias != part)
      result = changed(values.expand(result), [&, key = name](Value &copy) { copy.parts[key] = alias; });
  }
  return result;
}

} // namespace highwater::flow
