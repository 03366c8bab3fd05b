// Calls: by model, by what is known of the callee's body, or not at all.

#include "analysis/flow/Inflow.h"

#include "analysis/events/Arguments.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Callee;
using events::Event;
using events::Operand;
using events::Passing;
using Kind = events::Type::Kind;

/// References are the objects they lead to, pointers stay pointers.
Inflow::Resolved Inflow::argument(const InflowState &state, const events::Argument &argument) const {
  Resolved result;
  const Operand &operand = argument.value;
  result.type = type(argument.parameter ? argument.parameter : operand.type);
  if (operand.kind == Operand::None) { // `{a, b, c}`
    for (const Operand &item : operand.operands)
      result.value = state.joined(result.value, evaluate(state, item));
    return result;
  }
  result.value = evaluate(state, operand);
  if (isReference(argument.passing)) {
    if (result.type && result.type->kind == Kind::Reference)
      result.type = result.type.pointee();
    result.objects = result.value.targets;
  } else if (operand.kind == Operand::Read) {
    result.objects = locate(state, operand.place).paths;
  }
  return result;
}

void Inflow::call(const Event &event, InflowState &state) {
  Invocation call{event, {}, {}, {}, true};
  for (const events::Argument &given : event.arguments)
    call.arguments.push_back(argument(state, given));
  if (event.object) {
    call.object.value = evaluate(state, *event.object);
    call.object.objects = call.object.value.targets;
    call.object.type = type(event.callee.record);
  }
  if (event.place.valid()) {
    Places to = locate(state, event.place);
    call.destination = to.paths;
    call.strongDestination = to.strong;
  }
  const Callee &callee = event.callee;
  llvm::StringRef name = callee.name;
  if (callee.kind == Callee::Indirect)
    return callValue(evaluate(state, callee.target).functions, call, state);
  // A closure becomes a plain function.
  if (call.object.type && call.object.type->closure && name.ends_with("(convert)")) {
    Cell cell;
    cell.functions.push_back({calls.callOperator(call.object.type), 0});
    return set(state, {call.destination, call.strongDestination}, cell);
  }
  if (name.ends_with("operator()") && !call.object.objects.empty())
    if (std::vector<FunctionValue> held = state.read(call.object.objects).functions; !held.empty())
      return callValue(held, call, state);
  if (const effects::CallModel *model = findModel(values, unit, event, type(callee.record)))
    return applyModel(*model, call, state);
  std::string made;
  for (auto [index, object] : llvm::enumerate(call.object.objects)) {
    std::string here = state.raw(object).made;
    if (here.empty() && tables.paths.isRoot(object) && tables.paths.kind(object) == Paths::Variable)
      if (TypeRef known = type(function.body.variables[tables.paths.index(object)].type); known->kind == Kind::Record)
        here = known->spelling;
    made = index == 0 || made == here ? here : "";
  }
  std::vector<std::string> bodies = calls.targets(unit, callee, callee.isVirtual ? made : "");
  if (bodies.empty())
    unknownCall(call, state);
  else
    applyAll(bodies, call, state);
  if (callee.kind == Callee::Constructor)
    for (PathId object : call.object.objects)
      if (!tables.paths.external(object) && call.object.type)
        state.mark(object, call.object.type->spelling);
}

/// Several bodies may run: what any of them does may be.
void Inflow::applyAll(const std::vector<std::string> &bodies, const Invocation &call, InflowState &state) {
  std::optional<InflowState> after;
  bool known = false;
  for (const std::string &usr : bodies) {
    const InflowSummary *summary = calls.summaryOf(unit, usr);
    if (!summary)
      continue;
    known = true;
    InflowState branch = state;
    apply(*summary, call, branch);
    if (!summary->returns)
      continue;
    if (after)
      after->join(branch, currentBlock);
    else
      after = std::move(branch);
  }
  if (after)
    state = std::move(*after);
  else if (!known)
    unknownCall(call, state);
}

void Inflow::callValue(const std::vector<FunctionValue> &functions, Invocation call, InflowState &state) {
  std::vector<std::string> bodies;
  for (const FunctionValue &function : functions) {
    bodies.push_back(function.usr);
    if (function.object) {
      call.object.value.targets = {function.object};
      call.object.objects = {function.object};
    }
  }
  if (bodies.empty())
    unknownCall(call, state);
  else
    applyAll(bodies, call, state);
}

/// Nothing is known of the callee. What it was asked to judge may well be bounded where its verdict is looked at.
void Inflow::unknownCall(const Invocation &call, InflowState &state) {
  auto judged = std::make_shared<std::vector<TermId>>();
  auto judge = [&](const Number &number) {
    if (number.term && !number.label.empty() && !llvm::is_contained(*judged, number.term))
      judged->push_back(number.term);
  };
  for (const Resolved &given : call.arguments) {
    judge(given.value.number);
    for (PathId object : given.value.targets) {
      judge(state.raw(object).number);
      for (const auto &[path, cell] : state.all().around(object))
        if (tables.paths.under(path, object))
          judge(cell->number);
    }
  }
  // A constructor of a library that nobody described keeps what it is given.
  if (call.event.callee.kind == Callee::Constructor && call.event.callee.system)
    for (const Resolved &given : call.arguments)
      for (PathId object : call.object.objects) {
        for (PathId from : given.objects)
          if (from != object)
            state.copy(from, object, false);
        if (given.objects.empty())
          state.write(object, given.value, false);
      }
  Cell result;
  if (!judged->empty())
    result.number.vouches = std::move(judged);
  set(state, {call.destination, call.strongDestination}, result);
}

} // namespace highwater::flow
