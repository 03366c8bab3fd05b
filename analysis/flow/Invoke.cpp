// Callables that a model calls: how often it says, with what it says. Many calls are a loop, closed like any other.

#include "analysis/flow/CallScope.h"
#include "analysis/flow/Generalize.h"
#include "analysis/flow/Interpreter.h"

#include "analysis/events/Arguments.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Passing;
using size::Expr;
using size::Subject;

static Passing passingOf(TypeRef parameter) {
  using Kind = events::Type::Kind;
  if (!parameter || (parameter->kind != Kind::Reference && parameter->kind != Kind::Pointer))
    return Passing::Value;
  bool reference = parameter->kind == Kind::Reference;
  if (parameter->constPointee)
    return reference ? Passing::ConstReference : Passing::ConstPointer;
  return reference ? Passing::Reference : Passing::Pointer;
}

static TypeRef bareType(TypeRef parameter) {
  return parameter && parameter->kind == events::Type::Reference ? parameter.pointee() : parameter;
}

/// Whether a pointer to characters is given where an object of a text type is expected.
static bool isSpelled(const Values &values, TypeRef parameter, const Value &given) {
  const effects::TypeModel *model = parameter ? values.modelOf(parameter) : nullptr;
  return model && model->argumentClass == "text" && given.kind == Value::Pointer && !given.text.empty();
}

/// Whether a closure or a function is given where an object is expected that holds any of these.
static bool isToBeHeld(const Values &values, TypeRef parameter, const Value &given) {
  const effects::TypeModel *model = parameter ? values.modelOf(parameter) : nullptr;
  bool callable = given.kind == Value::Record || (given.kind == Value::Pointer && !given.targets.empty() && given.targets[0].isFunction());
  return model && model->argumentClass == "function" && callable;
}

/// An element that a range hands out is the one that is visited now.
static void visit(Resolved &argument, unsigned loop) {
  for (Location &place : argument.places)
    if (!place.path.empty() && place.path.back().kind == Step::Slot) {
      place.path.back().weak = loop == none;
      place.path.back().loop = loop;
    }
}

ValueRef Interpreter::invoke(const effects::CallModel &model, const CallSite &site, State &state) {
  if (model.invokes->later)
    return emptyValue();
  CallScope scope(site, evaluator, state);
  Resolved callable = scope.resolve(model.invokes->callable);
  if (isIdle(values, callable.value))
    return emptyValue();
  std::vector<Target> targets = targetsOf(evaluator, state, callable);
  for (Target &target : targets)
    target.once = model.empties && *model.empties == model.invokes->callable;
  if (targets.empty()) {
    std::vector<Location> places = openPlaces(callable);
    open.insert(open.end(), places.begin(), places.end());
    if (!places.empty())
      return emptyValue();
    calls.assume("what '" + site.event.callee.name + "' calls is not followed",
                 siteOf(evaluator.unit, function, site.event.location));
    return emptyValue();
  }
  Expr times = evaluate(model.invokes->times, scope);
  ValueRef result = emptyValue();
  auto once = [&](State &now, unsigned loop) {
    CallScope current(site, evaluator, now);
    std::vector<Resolved> given;
    for (const effects::Operand &operand : model.invokes->passing)
      if (operand.base != effects::Operand::Argument || operand.index < site.arguments.size()) {
        given.push_back(current.resolve(operand));
        visit(given.back(), loop);
      }
    std::optional<State> after;
    for (const Target &target : targets) {
      State branch = now;
      result = values.join(result, callTarget(target, given, site.event, branch));
      upper |= after && after->total() != branch.total(); // nobody knows which of them it is
      if (after)
        after->join(branch);
      else
        after = std::move(branch);
    }
    now = std::move(*after);
  };
  if (model.invokes->together)
    runTogether(site.object, state, once);
  else if (times.asConstant() == 1.0)
    once(state, none);
  else
    repeat(times, state, once);
  return result;
}

/// One call of one target; nothing is known of what it gives back if its body is not.
ValueRef Interpreter::callTarget(const Target &target, std::vector<Resolved> arguments, const Event &event, State &state) {
  if (!target.bound.empty()) {
    std::vector<Resolved> all;
    auto next = arguments.begin();
    for (const Resolved &bound : target.bound)
      if (bound.value->kind != Value::Empty || next == arguments.end())
        all.push_back(bound);
      else
        all.push_back(*next++);
    arguments = std::move(all);
  }
  ValueRef result = emptyValue();
  std::vector<Calls::Code> bodies = calls.codeOf(target, arguments.size());
  if (bodies.empty() && !target.function.empty() && values.catalog.functions(target.function).empty())
    calls.assume("call to '" + target.function + "' has no model", siteOf(evaluator.unit, function, event.location));
  for (const Calls::Code &code : bodies) {
    Resolved object = target.object;
    std::vector<Resolved> given = arguments;
    TypeRef record{code.unit, code.function->record};
    bool ofMember = code.function->record && !record->closure && target.object.value->kind == Value::Empty;
    if (ofMember && !given.empty()) { // &Class::method, given the object first
      object = given.front();
      given.erase(given.begin());
      ValueRef self = values.expand(object.value);
      if (self->kind == Value::Pointer || (self->kind == Value::Object && self->model->slots.count("target")))
        object = memberOf(evaluator, state, object, "target");
    }
    for (unsigned index = 0; target.once && index < std::min(given.size(), code.function->parameters.size()); ++index)
      if (passingOf({code.unit, code.function->parameters[index]}) == Passing::Value && given[index].value->type)
        for (const Location &place : std::exchange(given[index].places, {}))
          state.store(place, values.fresh(given[index].value->type));
    result = values.join(result, callCode(code, object, std::move(given), event, state, ofMember));
  }
  return result;
}

/// Calls a body with arguments that no call in the source spells out.
ValueRef Interpreter::callCode(const Calls::Code &code, const Resolved &object, std::vector<Resolved> given,
                               const Event &event, State &state, bool isVirtual) {
  Event call;
  call.kind = Event::Call;
  call.callee.name = code.function->name;
  call.callee.usr = code.function->usr;
  call.callee.isVirtual = isVirtual;
  call.location = event.location;
  std::vector<Location> copies;
  given.resize(std::min(given.size(), code.function->parameters.size()));
  for (unsigned index = 0; index < given.size(); ++index) {
    events::Argument argument;
    argument.passing = passingOf({code.unit, code.function->parameters[index]});
    Resolved &passed = given[index];
    ValueRef value = values.expand(passed.value);
    bool reference = argument.passing == Passing::Reference || argument.passing == Passing::ConstReference;
    TypeRef type = bareType({code.unit, code.function->parameters[index]});
    bool converted = isSpelled(values, type, *value);
    if (converted) {
      value = spelledOut(values, type, value->text);
    } else if (isToBeHeld(values, type, *value) && index < event.arguments.size()) {
      converted = true;
      value = built(values, type, {event.arguments[index]}, {passed}, event.location, state,
                    [this](const CallSite &inner, State &now) { construct(inner, now); });
    }
    if (converted)
      passed.places.clear();
    if (reference && value->kind == Value::Pointer && !value->targets.empty()) { // std::ref(x)
      std::vector<Location> places = evaluator.referents(value, passed.places);
      passed = {state.load(places), places};
    } else if ((argument.passing == Passing::Value || converted) && (value->kind == Value::Object || value->kind == Value::Record)) {
      // The callee's own copy.
      Location copy{{none, Subject("argument", {Subject(std::to_string(index))})}, {}, value->type};
      state.beginEmpty(copy.root);
      state.store(copy, passed.places.empty() ? value : values.copied(value, passed.places[0]));
      passed = {state.load(copy), {copy}};
      copies.push_back(copy);
    }
    call.arguments.push_back(std::move(argument));
  }
  ValueRef result = emptyValue();
  callBody(CallSite(call, std::move(given), object), state, result);
  for (const Location &copy : copies)
    state.forget(copy.root);
  return result;
}

/// The base whose constructors a class without its own has by `using Base::Base`; none if the first argument is that base.
static TypeRef inheritedFrom(const CallSite &site) {
  TypeRef type = site.objectType;
  if (site.arguments.empty() || type->fields.empty() || !events::isBase(type->fields[0].name))
    return {};
  TypeRef base = type.with(type->fields[0].type);
  const ValueRef &first = site.arguments[0].value;
  return first->type && first->type->name == base->name ? TypeRef() : base;
}

/// What emplacing runs: the constructor's model, the best of the class's own, or none for an aggregate.
void Interpreter::construct(const CallSite &site, State &state) {
  if (const effects::CallModel *model = findModel(evaluator, state, site)) {
    if (model->invokes)
      invoke(*model, site, state);
    applyModel(*model, site, evaluator, state, emptyValue(),
               [this](const CallSite &inner, State &now) { construct(inner, now); });
    return;
  }
  if (auto code = calls.constructorOf(site, evaluator)) {
    std::vector<Resolved> given = site.arguments;
    for (unsigned index = 0; index < std::min(given.size(), code->function->parameters.size()); ++index) {
      bool moved = site.event.arguments[index].passing == Passing::RvalueReference;
      if (!moved || passingOf({code->unit, code->function->parameters[index]}) != Passing::Value)
        continue;
      for (const Location &place : std::exchange(given[index].places, {}))
        if (given[index].value->type)
          state.store(place, values.fresh(given[index].value->type));
    }
    callCode(*code, site.object, std::move(given), site.event, state, /*isVirtual=*/false);
    return;
  }
  if (TypeRef base = inheritedFrom(site)) {
    Event event = site.event;
    event.callee.record = base.id;
    event.callee.name = base->name + "::" + base->name.substr(base->name.rfind(':') + 1);
    std::vector<Location> places = basesOf(site.object.places, base, state);
    CallSite inner(event, site.arguments, {state.load(places), places});
    inner.objectType = base;
    return construct(inner, state);
  }
  for (unsigned index = 0; index < site.arguments.size() && index < site.objectType->fields.size(); ++index) {
    const Resolved &given = site.arguments[index];
    if (given.value->kind == Value::Unknown)
      continue;
    for (const Location &place : site.object.places)
      state.store(place.at({Step::Field, site.objectType->fields[index].name}),
                  given.places.empty() ? given.value : values.copied(given.value, given.places[0]));
  }
}

void Interpreter::repeat(const Expr &times, State &state,
                         llvm::function_ref<void(State &, unsigned)> once) {
  unsigned loop = graph.loops.size(); // behind those of the source
  std::string name = function.usr + ":call" + std::to_string(currentBlock) + "." + std::to_string(currentEvent);
  Generalization head(values, name);
  auto sweeps = std::make_shared<State::Sweeps>();
  State start = state;
  start.logSweeps(sweeps);
  std::vector<Peak> *outer = peaks;
  std::vector<Peak> found;
  peaks = &found;
  State back = start;
  for (unsigned round = 0; round < 5; ++round) {
    found.clear();
    back = start;
    once(back, loop);
    if (!head.widen(start, back, round == 3))
      break;
  }
  peaks = outer;
  LoopClosure closure(name, head.leaves(start, back, *sweeps, loop));
  closePeaks(found, closure, times, [&](const Peak &) { return times - 1; });
  prune(*peaks, 32);
  Rewriter rewriter = identityRewriter();
  rewriter.number = [&](const Expr &number) { return closure.final(number, times); };
  start.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
  start.leaveLoop(state);
  state = std::move(start);
}

} // namespace highwater::flow
