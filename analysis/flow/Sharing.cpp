// What several handles share counts once, where one of them holds it: the one that is kept longest, as far as can be seen.

#include "analysis/flow/Sharing.h"

#include "analysis/flow/Alternatives.h"

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

bool handsOn(const Evaluator &evaluator, const Location &place, const ValueRef &given) {
  if (evaluator.endsSoon(place))
    return ownsShared(evaluator.values, given);
  ValueRef value = evaluator.values.expand(given);
  return place.path.empty() && place.root.external.head() == "arg" && isOpenOwner(*value) && value->model->shared;
}

ValueRef withShared(const Values &values, const ValueRef &copy, const ValueRef &given) {
  ValueRef original = values.expand(given);
  if (isShared(*original) && !ownsShared(values, original))
    return copy;
  if (isShared(*original)) // what only the caller knows goes on being that
    return isOpenOwner(*original) ? original : changed(original, [](Value &value) { value.origin = {}; });
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

/// Whether a place is in memory that the object at `owner` has.
static bool isBehind(const Location &place, const Location &owner) {
  size_t depth = owner.path.size();
  return place.root == owner.root && place.path.size() > depth && std::equal(owner.path.begin(), owner.path.end(), place.path.begin()) &&
         std::any_of(place.path.begin() + depth, place.path.end(), [](const Step &step) { return step.kind != Step::Field; });
}

void moveAlong(State &state, const Location &from, const Location &to) {
  if (from.root.variable == events::none)
    return;
  Rewriter rewriter = identityRewriter();
  rewriter.location = [&](const Location &target) {
    Location moved = target;
    if (isBehind(target, from)) {
      moved = to;
      if (!moved.path.empty()) // one of all that are there later
        moved.path.back().weak = moved.path.back().kind == Step::Slot;
      moved.path.insert(moved.path.end(), target.path.begin() + from.path.size(), target.path.end());
    }
    return std::vector<Location>{moved};
  };
  state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
}

} // namespace highwater::flow
