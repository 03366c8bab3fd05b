// An event that goes through such a pointer runs once for each place that it may lead to; then what each left meets, weighed.

#include "analysis/flow/Choices.h"

#include "analysis/flow/Interpreter.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::Operand;
using events::VarId;
using size::Expr;

/// How often a pointer leads to a place; nothing if that is not known.
static std::optional<Expr> howOften(const Value &pointer, const Location &place) {
  auto found = llvm::find(pointer.targets, place);
  if (found == pointer.targets.end())
    return Expr(0);
  return pointer.targets.size() == 1 ? Expr(1) : found->share;
}

std::vector<Location> eitherOfPlaces(const Value &first, const Value &second, const std::optional<Expr> &share) {
  std::vector<Location> places = first.targets;
  for (const Location &place : second.targets)
    if (!llvm::is_contained(places, place))
      places.push_back(place);
  bool same = first.targets == second.targets && llvm::equal(first.targets, second.targets, [](const auto &a, const auto &b) {
    return a.share == b.share;
  });
  if (same)
    return places;
  bool known = share && !first.targets.empty() && !second.targets.empty();
  for (Location &place : places) {
    auto mine = howOften(first, place), theirs = howOften(second, place);
    known = known && mine && theirs;
    place.share = known ? std::optional(*mine * *share + *theirs * size::restOf(*share)) : std::nullopt;
  }
  if (!known)
    for (Location &place : places)
      place.share.reset();
  return places;
}

bool isChoice(const Value &pointer) {
  return pointer.kind == Value::Pointer && pointer.targets.size() > 1 && !pointer.parts.count("target") &&
         llvm::all_of(pointer.targets, [](const Location &place) { return place.share && !place.isFunction(); });
}

/// The variables that an event goes through to what they lead to.
static void collectThrough(const events::Place &place, std::vector<VarId> &variables) {
  if (place.root != events::none && !place.path.empty())
    variables.push_back(place.root);
}

static void collectThrough(const Operand &operand, std::vector<VarId> &variables) {
  collectThrough(operand.place, variables);
  for (const Operand &part : operand.operands)
    collectThrough(part, variables);
}

static std::vector<VarId> ledThrough(const Event &event) {
  std::vector<VarId> variables;
  collectThrough(event.place, variables);
  collectThrough(event.source, variables);
  if (event.object)
    collectThrough(*event.object, variables);
  for (const events::Argument &argument : event.arguments)
    collectThrough(argument.value, variables);
  return variables;
}

bool Interpreter::runChoice(const Event &event, State &state) {
  bool acts = event.kind == Event::Call || event.kind == Event::Copy || event.kind == Event::Move || event.kind == Event::Set;
  if (!acts)
    return false;
  for (VarId variable : ledThrough(event)) {
    const Location where = evaluator.variable(variable);
    const ValueRef pointer = values.expand(state.load(where));
    if (!isChoice(*pointer))
      continue;
    std::optional<State> all;
    Expr before = 0; // how often it is one of those that met
    for (const Location &place : pointer->targets) {
      State one = state;
      one.store(where, changed(pointer, [&](Value &copy) {
        copy.targets.assign(1, place);
        copy.targets.front().share.reset();
      }));
      runEvent(event, one);
      one.store(where, pointer);
      Expr share = *place.share;
      if (all)
        all->joinWhere(one, before / (before + share));
      else
        all = std::move(one);
      before += share;
    }
    state = std::move(*all);
    return true;
  }
  return false;
}

} // namespace highwater::flow
