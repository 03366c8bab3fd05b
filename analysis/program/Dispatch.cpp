// A class reaches what it defines, else what the nearest of its bases does. Each of several objects behind one place is changed
// by what its own class defines, everything else as often as the object is of that class.

#include "analysis/program/Dispatch.h"

#include "analysis/flow/Alternatives.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using flow::Location;
using flow::Resolved;
using flow::State;
using flow::Step;
using flow::TypeRef;
using flow::Value;
using flow::ValueRef;
using size::Expr;

static TypeRef recordOf(FunctionReference function, const Linkage &linkage) {
  return {&linkage.unit(function), linkage.function(function).record};
}

/// The class that defines what one reaches; nothing if none of them does.
static std::optional<FunctionReference> reachedBy(TypeRef type, llvm::ArrayRef<FunctionReference> overriders,
                                                  const Linkage &linkage) {
  auto has = [&](FunctionReference overrider) {
    TypeRef record = recordOf(overrider, linkage);
    return record && flow::isOrDerivesFrom(type, record->name);
  };
  for (FunctionReference overrider : overriders) {
    bool hidden = llvm::any_of(overriders, [&](FunctionReference other) {
      return other != overrider && has(other) &&
             flow::isOrDerivesFrom(recordOf(other, linkage), recordOf(overrider, linkage)->name);
    });
    if (has(overrider) && !hidden)
      return overrider;
  }
  return std::nullopt;
}

/// The classes of a unit that are or derive from one.
static std::vector<TypeRef> derivedFrom(TypeRef base) {
  std::vector<TypeRef> classes;
  for (events::TypeId id = 0; id < base.unit->types.size(); ++id)
    if (TypeRef type = base.with(id); type->kind == events::Type::Record && flow::isOrDerivesFrom(type, base->name))
      classes.push_back(type);
  return classes;
}

/// Makes several classes of a record that is known by its base. Whether there is more than one to tell apart.
static bool open(const Location &place, llvm::ArrayRef<FunctionReference> overriders, const Linkage &linkage, State &state) {
  constexpr unsigned mostClasses = 16;
  ValueRef record = state.valuesOf().expand(state.load(place));
  if (flow::isSeveral(*record))
    return true;
  if (record->kind != Value::Record || !record->type || record->origin.empty())
    return false;
  bool derives = llvm::any_of(overriders, [&](FunctionReference overrider) {
    TypeRef of = recordOf(overrider, linkage);
    return of && of->name != record->type->name && flow::isOrDerivesFrom(of, record->type->name);
  });
  std::vector<TypeRef> classes = derives ? derivedFrom(record->type) : std::vector<TypeRef>();
  if (classes.empty() || classes.size() > mostClasses)
    return false;
  state.store(place, flow::openedInto(record, classes));
  return true;
}

std::vector<Reached> reachedBy(const Resolved &object, std::vector<FunctionReference> overriders, const Linkage &linkage,
                               State &state) {
  std::vector<Reached> reached;
  auto add = [&](TypeRef type, const std::string &alternative) {
    if (auto function = type ? reachedBy(type, overriders, linkage) : std::nullopt)
      reached.push_back({*function, alternative});
  };
  ValueRef value = state.valuesOf().expand(object.value);
  bool several = flow::isSeveral(*value) || llvm::all_of(object.places, [&](const Location &place) {
    return open(place, overriders, linkage, state);
  });
  if (several) {
    value = object.places.empty() ? value : state.valuesOf().expand(state.load(object.places));
    for (const auto &[name, part] : value->parts)
      if (flow::isAlternative(name))
        add(part->type, name);
  } else if (value->kind == Value::Record && value->origin.empty()) {
    add(value->type, "");
  }
  if (reached.empty())
    for (FunctionReference overrider : overriders)
      reached.push_back({overrider, ""});
  return reached;
}

Resolved objectOf(const Resolved &object, const Reached &reached, const State &state) {
  if (reached.alternative.empty())
    return object;
  Resolved one{state.valuesOf().part(object.value, {Step::Field, reached.alternative}), {}};
  for (const Location &place : object.places)
    one.places.push_back(place.at({Step::Field, reached.alternative}));
  if (!one.places.empty())
    one.value = state.load(one.places);
  return one;
}

/// How often an object is one of several; nothing if that is not known.
static std::optional<Expr> shareOf(const ValueRef &object, const Reached &reached) {
  if (!flow::isSeveral(*object) || reached.alternative.empty())
    return std::nullopt;
  return object->origin.empty() ? flow::shareOf(*object, reached.alternative) : flow::howOften(*object, reached.alternative);
}

void onlyIfReached(const Resolved &object, const Reached &reached, const State &state, std::vector<flow::Peak> &peaks) {
  if (reached.alternative.empty() || object.places.empty())
    return;
  ValueRef several = state.valuesOf().expand(state.load(object.places));
  if (several->origin.empty())
    return;
  Expr share = flow::howOften(*several, reached.alternative);
  for (flow::Peak &peak : peaks) {
    auto step = std::pair(peak.capacityBefore, peak.sizeAfter);
    flow::rewrite(peak, [&](const Expr &number) { return Expr::apply(size::Function::Above, {share, 0, number}); });
    std::tie(peak.capacityBefore, peak.sizeAfter) = step;
  }
}

State joined(const Resolved &object, llvm::ArrayRef<Reached> reached, std::vector<State> branches, const State &before) {
  ValueRef several = before.valuesOf().expand(object.places.empty() ? object.value : before.load(object.places));
  State after = branches[0];
  std::optional<Expr> sum = shareOf(several, reached[0]);
  for (unsigned index = 1; index < branches.size(); ++index) {
    std::optional<Expr> own = shareOf(several, reached[index]);
    std::optional<Expr> both = sum && own ? std::optional(*sum + *own) : std::nullopt;
    State branch = branches[index];
    if (both && !both->isZero()) {
      after.shares.push_back({events::none, 0, *sum / *both});
      branch.shares.push_back({events::none, 1, *own / *both});
    }
    after.join(branch);
    sum = both;
  }
  for (auto [one, branch] : llvm::zip(reached, branches))
    for (Location place : one.alternative.empty() ? std::vector<Location>() : object.places) {
      for (Step &step : place.path) // the average is in it
        step.weak = false;
      Location part = place.at({Step::Field, one.alternative});
      after.store(part, branch.load(part));
    }
  return after;
}

} // namespace highwater::program
