// What objects call later: threads run when they are joined or end, by which time what they work on is known, and all
// that a container holds run at the same time.

#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::none;
using size::Expr;

/// What says that objects of a type call something, and what runs it at their end; null for others.
static const effects::CallModel *lastCallOf(const Values &values, const ValueRef &value) {
  if (value->kind != Value::Object || !value->model || value->model->role != "handle")
    return nullptr;
  auto ends = values.catalog.methods(*value->model, "(destroy)");
  return !ends.empty() && ends.front()->invokes ? ends.front() : nullptr;
}

bool isIdle(const Values &values, const ValueRef &callable) {
  ValueRef object = values.expand(callable);
  return lastCallOf(values, object) && values.part(object, {Step::Slot, "target"})->kind == Value::Empty;
}

bool isDone(const Evaluator &evaluator, const State &state, const Resolved &callable) {
  return !callable.places.empty() && llvm::all_of(callable.places, [&](Location place) {
    if (place.path.empty() || place.path.back().kind != Step::Slot)
      return false;
    place.path.pop_back();
    return isIdle(evaluator.values, state.load(place));
  });
}

/// How many objects a container or array holds where this is one of them.
static Expr besides(const Values &values, const State &state, const Resolved &object) {
  if (object.places.size() != 1)
    return 1;
  Location whole = object.places[0];
  while (!whole.path.empty() && whole.path.back().kind != Step::Slot)
    whole.path.pop_back();
  if (whole.path.empty() || whole.path.back().index)
    return 1;
  whole.path.pop_back();
  ValueRef holder = values.expand(state.load(whole));
  if (holder->kind == Value::Array)
    return holder->number;
  auto size = holder->state.find("size");
  return size == holder->state.end() ? Expr(1) : size->second;
}

/// One run, and at its peak the others are at theirs.
void Interpreter::runTogether(const Resolved &object, State &state, llvm::function_ref<void(State &, unsigned)> once) {
  Expr before = state.total(), others = Expr::max({Expr(0), besides(values, state, object) - 1});
  std::vector<Peak> found, *outer = peaks;
  peaks = &found;
  once(state, none);
  peaks = outer;
  Expr left = Expr::max({Expr(0), state.total() - before});
  for (Peak &peak : found) {
    Expr more = others * Expr::max({Expr(0), ownOf(peak) - left});
    if (!more.isUnknown() && !more.isZero()) {
      upper = true; // they need not be there at the same moment
      addOthers(peak, more);
    }
    peaks->push_back(std::move(peak));
  }
  prune(*peaks, 32);
}

namespace {

/// An object that has something left to call.
struct Pending {
  Location where;
  const effects::CallModel *model;
  Expr times;
};

} // namespace

static void collect(const Values &values, const ValueRef &value, const Location &where, const Expr &times,
                    std::vector<Pending> &found) {
  constexpr unsigned deepest = 8;
  if (where.path.size() > deepest)
    return;
  if (const effects::CallModel *model = lastCallOf(values, value)) {
    if (!isIdle(values, value))
      found.push_back({where, model, times});
    return;
  }
  for (const auto &[name, part] : value->parts) {
    if (part->parts.empty())
      continue;
    Step step{value->kind == Value::Record ? Step::Field : Step::Slot, name};
    if (value->kind == Value::Pointer)
      step = {Step::Target, ""};
    auto size = value->state.find("size");
    Expr count = value->kind == Value::Array ? value->number : size == value->state.end() ? Expr(1) : size->second;
    collect(values, part, where.at(step), step.kind == Step::Slot ? times * count : times, found);
  }
}

/// Runs what an object that ends has left to call.
void Interpreter::runPending(const events::Event &event, const Location &where, State &state) {
  std::vector<Pending> found;
  collect(values, state.load(where), where, 1, found);
  for (const Pending &pending : found) {
    auto once = [&](State &now, unsigned) {
      CallSite site(event, {}, {now.load(pending.where), {pending.where}});
      invoke(*pending.model, site, now);
    };
    if (pending.times.asConstant() == 1.0)
      once(state, none);
    else
      repeat(pending.times, state, once);
  }
}

} // namespace highwater::flow
