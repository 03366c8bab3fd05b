// Calls: by model, by what is known of the callee's body, or not at all.

#include "analysis/events/Parallel.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/CallScope.h"
#include "analysis/flow/HeldParts.h"
#include "analysis/flow/Images.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/ReachedLimit.h"
#include "analysis/flow/Returned.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using size::Expr;

void Interpreter::runCall(const Event &event, State &state) {
  CallSite site(evaluator, state, event);
  unsigned loop = graph.loopOf(currentBlock);
  ValueRef object = values.expand(site.object.value);
  bool text = object->kind == Value::Object && object->model->argumentClass == "text";
  if (loop == none || (!text && !splits.noted.count(loop))) // nothing that could be filled letter by letter
    return runCallee(site, state);
  State before = state;
  runCallee(site, state);
  notePieces(site, before, state);
}

/// Memory of no type that a function hands out, as a wrapper of malloc does, is of the type of the pointer that takes it.
static ValueRef typedBlock(const Values &values, const ValueRef &result, TypeRef type) {
  auto block = result->parts.find("target");
  bool pointer = result->kind == Value::Pointer && type && type->kind == events::Type::Pointer;
  if (!pointer || block == result->parts.end() || (block->second->type && block->second->type->size) || !type.pointee() ||
      !type.pointee()->size)
    return result;
  return changed(result, [&](Value &copy) { copy.parts["target"] = blockOf(values, block->second, type.pointee()); });
}

/// What a call makes larger: its object, or what one of its arguments leads to.
static Resolved growing(const effects::CallModel &model, const CallSite &site, const Evaluator &evaluator, const State &state) {
  if (site.object.value->kind != Value::Empty || model.updates.empty() || model.updates[0].target.fields.empty())
    return site.object;
  effects::Operand owner = model.updates[0].target;
  owner.fields.pop_back();
  return CallScope(site, evaluator, state).resolve(owner);
}

void Interpreter::runModel(const effects::CallModel &model, const CallSite &site, State &state) {
  const Event &event = site.event;
  Resolved grown = growing(model, site, evaluator, state);
  ValueRef called = model.invokes ? invoke(model, site, state) : emptyValue();
  CallOutcome outcome = applyModel(model, site, evaluator, state, called,
                                   [this](const CallSite &inner, State &now) { construct(inner, now); });
  upper |= outcome.upper;
  bool passedOn = model.invokes && !model.returns && outcome.result->kind == Value::Empty;
  settle(event, state, passedOn ? called : outcome.result);
  if (state.isInPieces(grown.places))
    outcome.transient = 0; // nothing grows
  if (outcome.allocates || !outcome.transient.isZero()) {
    record(event, state, 0);
    if (!outcome.transient.isZero())
      recordGrowth(event, grown, state, outcome.transient);
  }
}

void Interpreter::runCallee(const CallSite &site, State &state) {
  const Event &event = site.event;
  if (event.callee.name == events::parallelName)
    return;
  if (const effects::CallModel *model = findModel(evaluator, state, site)) {
    if (!model->each)
      return runModel(*model, site, state);
    Expr times = evaluate(*model->each, CallScope(site, evaluator, state));
    repeat(times, state, [&](State &now, unsigned) { runModel(*model, CallSite(evaluator, now, event), now); });
    return;
  }
  ValueRef result = emptyValue();
  if (callBody(site, state, result)) {
    settle(event, state, typedBlock(values, result, site.resultType));
    record(event, state, 0);
    if (options.given)
      for (const auto &[root, value] : state.roots())
        if (root.variable != none) {
          options.given(root.variable, {}, state.heapOf(root));
          for (const HeldPart &part : partsHeld(values, value, state.initialOf(root)))
            options.given(root.variable, part.path, part.size);
        }
  } else {
    unknownCall(site, state);
  }
}

/// Applies a callee whose body is known; its peaks come on top of what is held here.
bool Interpreter::callBody(const CallSite &site, State &state, ValueRef &result) {
  std::vector<Peak> inner;
  Expr baseline = state.total(), resident = residentOf(values, state);
  Expr together = teams.empty() ? Expr(0) : heldByOthers(teams, evaluator, state, {}, 0);
  Expr callers = teams.empty() ? Expr(0) : othersAt(teams, evaluator, state, site.event.location);
  std::vector<Held> before = holdings(evaluator, state);
  size::Subject text = onlyTextOf(evaluator, state, site);
  auto outcome = calls.apply(site, evaluator, state, inner);
  if (!outcome)
    return false;
  bool piecewise = state.isInPieces(site.destination);
  for (unsigned argument = 0; argument < site.arguments.size(); ++argument)
    piecewise |= site.event.arguments[argument].passing == events::Passing::Reference &&
                 state.isInPieces(site.arguments[argument].places);
  if (piecewise)
    inner.clear(); // what the callee holds to give it whole
  for (Peak &peak : inner) {
    peak.block = currentBlock;
    peak.event = currentEvent;
    peak.path.insert(peak.path.begin(), siteOf(evaluator.unit, function, site.event.location));
    if (!peak.capacityBefore)
      if (auto growing = outgrown(state, peak.size))
        std::tie(peak.capacityBefore, peak.sizeAfter) = *growing;
    if (Expr others = together + callers * ownOf(peak); !others.isZero() && !others.isUnknown()) {
      upper = true;
      addOthers(peak, others);
    }
    peak.size = peak.size + baseline;
    peak.resident = peak.resident + resident;
    if (auto growing = peak.capacityBefore ? std::nullopt : outgrown(state, peak.size))
      std::tie(peak.capacityBefore, peak.sizeAfter) = *growing;
    for (const Held &held : before) {
      auto same = llvm::find_if(peak.held, [&](const Held &other) {
        return other.root == held.root && (other.root.variable != none || !other.root.external.empty());
      });
      if (same == peak.held.end()) {
        peak.held.push_back(held);
      } else {
        same->size += held.size;
        for (const HeldPart &part : held.parts) {
          auto known = llvm::find_if(same->parts, [&](const HeldPart &other) { return other.path == part.path; });
          if (known == same->parts.end())
            same->parts.push_back(part);
          else
            known->size += part.size;
        }
        same->object = held.object;
        same->type = held.type;
        same->allocated = held.allocated;
      }
    }
    peaks->push_back(std::move(peak));
  }
  prune(*peaks, 32);
  open.insert(open.end(), outcome->open.begin(), outcome->open.end());
  result = outcome->result;
  if (!text.empty())
    result = computedFrom(values, result, text);
  return true;
}

/// The result goes to its place; what has no better value is what its type is by default.
void Interpreter::settle(const Event &event, State &state, ValueRef result) {
  if (!event.place.valid())
    return;
  std::vector<Location> to = evaluator.locate(state, event.place);
  if (result->kind == Value::Empty && event.place.path.empty()) {
    TypeRef type = evaluator.typeOf(event.place.root);
    result = type->kind == events::Type::Record ? values.fresh(type)
                                                : unknownValue("the result of '" + event.callee.name + "' is not followed");
  }
  state.give(to, result);
  if (function.body.variables[event.place.root].storage == events::Variable::Result && event.place.path.empty())
    takeOverReturned(evaluator, state, to[0]);
}

static bool mayHoldMemory(TypeRef type) {
  using Kind = events::Type::Kind;
  if (!type)
    return false;
  if (type->kind == Kind::Reference)
    return mayHoldMemory(type.pointee());
  return type->kind == Kind::Record || type->kind == Kind::Pointer || type->kind == Kind::Array;
}

void Interpreter::unknownCall(const CallSite &site, State &state) {
  const Event &event = site.event;
  settle(event, state, emptyValue());
  if (event.callee.kind == events::Callee::Destructor || event.callee.noReturn)
    return;
  bool matters = event.object.has_value() || mayHoldMemory(site.resultType);
  for (const events::Argument &argument : event.arguments)
    matters |= mayHoldMemory(evaluator.type(argument.parameter ? argument.parameter : argument.value.type));
  if (!matters && event.callee.kind != events::Callee::Indirect)
    return;
  if (event.callee.kind == events::Callee::Indirect)
    calls.assume("an indirect call is not followed", siteOf(evaluator.unit, function, event.location));
  else
    calls.assume("call to '" + event.callee.name + "' has no model", siteOf(evaluator.unit, function, event.location));
}

} // namespace highwater::flow
