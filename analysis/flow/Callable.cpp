// Wrappers are known by their content slots: `target` is what they call, `bound0` and on what they bring along.

#include "analysis/flow/Callable.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

namespace {

class Search {
public:
  Search(const Evaluator &evaluator, const State &state) : evaluator(evaluator), state(state) {}

  void visit(const Resolved &callable, const std::vector<Resolved> &bound, unsigned depth);
  std::vector<Target> found;

private:
  void add(Target target);
  std::vector<Resolved> boundOf(const Resolved &wrapper) const;

  const Evaluator &evaluator;
  const State &state;
};

} // namespace

void Search::add(Target target) {
  bool known = llvm::any_of(found, [&](const Target &other) {
    return target.function.empty() ? other.object.value->type.unit == target.object.value->type.unit &&
                                         other.object.value->type.id == target.object.value->type.id
                                   : other.function == target.function;
  });
  if (!known)
    found.push_back(std::move(target));
}

std::vector<Resolved> Search::boundOf(const Resolved &wrapper) const {
  std::vector<Resolved> bound;
  for (unsigned index = 0;; ++index) {
    std::string slot = "bound" + std::to_string(index);
    if (!wrapper.value->model || !wrapper.value->model->slots.count(slot) || !wrapper.value->parts.count(slot))
      break;
    bound.push_back(memberOf(evaluator, state, wrapper, slot));
    if (bound.back().value->state.count("placeholder"))
      bound.back() = {emptyValue(), {}};
  }
  return bound;
}

void Search::visit(const Resolved &callable, const std::vector<Resolved> &bound, unsigned depth) {
  constexpr unsigned deepest = 8;
  if (depth > deepest)
    return;
  ValueRef value = evaluator.values.expand(callable.value);
  if (value->kind == Value::Pointer) {
    for (const Location &target : evaluator.referents(value, callable.places)) {
      if (!target.isFunction()) {
        visit({state.load(target), {target}}, bound, depth + 1);
        continue;
      }
      const std::vector<size::Subject> &parts = target.root.external.parts();
      add({parts[0].head(), {emptyValue(), {}}, {parts.begin() + 1, parts.end()}, bound});
    }
  } else if (value->kind == Value::Object && value->model->slots.count("target")) {
    std::vector<Resolved> own = boundOf({value, callable.places});
    visit(memberOf(evaluator, state, {value, callable.places}, "target"), own.empty() ? bound : own, depth + 1);
  } else if (value->kind == Value::Record && value->type) {
    std::vector<size::Subject> labels;
    if (auto listed = value->parts.find("(listed)"); listed != value->parts.end() && !listed->second->text.empty())
      labels.push_back(listed->second->text);
    add({"", {value, callable.places}, std::move(labels), bound});
  } else if (value->kind == Value::Record) { // one of several
    for (const auto &[name, part] : value->parts) {
      Resolved alternative{part, {}};
      for (const Location &place : callable.places)
        alternative.places.push_back(place.at({Step::Field, name}));
      visit(alternative, bound, depth + 1);
    }
  }
}

/// The place that a subject of the caller names: `target(field(deref(this), f))` is what the member `f` of what `this`
/// points to calls.
static Location placeOf(const size::Subject &subject) {
  if (subject.head() == "field" && subject.parts().size() == 2)
    return placeOf(subject.parts()[0]).at({Step::Field, subject.parts()[1].head()});
  if (subject.head() == "target" || subject.head() == "element" || subject.head() == "value")
    return placeOf(subject.parts()[0]).at({Step::Slot, subject.head()});
  return {{events::none, subject}, {}, {}};
}

std::vector<Location> openPlaces(const Resolved &callable) {
  std::vector<Location> places;
  for (Location place : callable.places)
    if (!place.root.external.empty() && !place.isFunction()) {
      for (Step &step : place.path) // any of the elements is one of those that the caller knows
        step.weak = false;
      places.push_back(std::move(place));
    }
  if (!places.empty())
    return places;
  // A copy of a pointer that the caller passed.
  const Value &value = *callable.value;
  if (value.kind == Value::Symbolic && !value.origin.empty())
    places.push_back(placeOf(value.origin));
  else if (value.kind == Value::Pointer && value.targets.size() == 1 && value.targets[0].path.empty() &&
           value.targets[0].root.external.head() == "deref")
    places.push_back(placeOf(value.targets[0].root.external.parts()[0]));
  return places;
}

/// Of several that are listed with texts: those that a word of the command line names; all if none does.
static void select(const Evaluator &evaluator, std::vector<Target> &targets) {
  if (targets.size() < 2)
    return;
  for (unsigned index = 1;; ++index) {
    auto word = evaluator.spelling(size::Subject("argv", {size::Subject(std::to_string(index))}));
    if (!word)
      return;
    std::vector<Target> named;
    llvm::copy_if(targets, std::back_inserter(named),
                  [&](const Target &target) { return llvm::is_contained(target.labels, literalText(*word)); });
    if (named.empty())
      continue;
    targets = std::move(named);
    return;
  }
}

std::vector<Target> targetsOf(const Evaluator &evaluator, const State &state, const Resolved &callable) {
  Search search(evaluator, state);
  search.visit(callable, {}, 0);
  select(evaluator, search.found);
  return search.found;
}

} // namespace highwater::flow
