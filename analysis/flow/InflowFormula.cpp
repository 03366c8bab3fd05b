// What the operands and formulas of a model stand for at a call, and what becomes of its result.

#include "analysis/flow/Inflow.h"

#include "analysis/effects/Overload.h"
#include "analysis/flow/Formula.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::Formula;
using Kind = events::Type::Kind;

Inflow::Resolved Inflow::operand(const effects::Operand &operand, const Invocation &call, const InflowState &state) const {
  Resolved result;
  switch (operand.base) {
  case effects::Operand::Result:
    result.objects = call.destination;
    result.value = state.read(result.objects);
    break;
  case effects::Operand::This:
    result = call.object;
    result.value = state.read(result.objects);
    break;
  case effects::Operand::Argument:
    if (operand.index >= call.arguments.size())
      return result;
    result = call.arguments[operand.index];
    if (!result.objects.empty() && operand.index < call.event.arguments.size() &&
        call.event.arguments[operand.index].passing != events::Passing::Value &&
        call.event.arguments[operand.index].passing != events::Passing::Pointer &&
        call.event.arguments[operand.index].passing != events::Passing::ConstPointer) {
      result.value = state.read(result.objects); // behind a reference
      result.value.number = clamped(result.value.number, result.type);
    }
    break;
  }
  if (operand.pointee) {
    result.objects = result.value.targets;
    result.value = state.read(result.objects);
    result.type = result.type && result.type->pointee ? result.type.pointee() : TypeRef();
  }
  for (const std::string &field : operand.fields) {
    const effects::TypeModel *described = result.type ? values.modelOf(result.type) : nullptr;
    bool slot = field == "element" || field == "target" || field == "key" || field == "value";
    bool measured = described ? described->state.count(field) != 0 : !result.type || result.type->kind != Kind::Record;
    if (!slot && measured)
      return {}; // how much there is, is what it is
    PathList next;
    if (!slot) {
      for (PathId object : result.objects)
        addSorted(next, tables.paths.step(object, tables.paths.field(field)));
    } else if (result.type && result.type->kind == Kind::Pointer) {
      next = result.value.targets;
    } else {
      for (PathId object : result.objects) {
        Cell cell = state.raw(object); // an iterator, view or owner leads to it; a container has it inside
        for (PathId target : cell.targets)
          addSorted(next, target);
        if (cell.targets.empty())
          addSorted(next, tables.paths.step(object, Paths::Element));
      }
      if (result.objects.empty())
        next = result.value.targets;
    }
    result.objects = next;
    result.value = state.read(next);
    result.type = {};
  }
  return result;
}

/// The influences on a text, or on what an object or pointer leads to.
Label Inflow::content(const Resolved &object, const InflowState &state) const {
  Label label = object.value.number.label;
  auto add = [&](PathId path) { label = tables.origins.join(label, state.everything(path)); };
  for (PathId path : object.objects) {
    add(path);
    for (PathId target : state.raw(path).targets)
      add(target);
  }
  for (PathId target : object.value.targets)
    add(target);
  return label;
}

Number Inflow::formula(const Formula &formula, const Invocation &call, const InflowState &state) const {
  auto part = [&](unsigned index) { return this->formula(formula.parts[index], call, state); };
  switch (formula.kind) {
  case Formula::Number:
    return constantNumber(static_cast<std::int64_t>(formula.number));
  case Formula::Interval:
  case Formula::Unknown:
    return {};
  case Formula::Name:
    return formula.operand ? operand(*formula.operand, call, state).value.number : Number();
  case Formula::Add:
    return compute(Op::Add, part(0), part(1));
  case Formula::Subtract:
    return compute(Op::Sub, part(0), part(1));
  case Formula::Multiply:
    return compute(Op::Mul, part(0), part(1));
  case Formula::Divide:
    return compute(Op::Div, part(0), part(1));
  case Formula::Call:
    break;
  }
  llvm::StringRef name = formula.name;
  if (name == "value" && formula.parts.size() == 1 && formula.parts[0].operand) {
    Number number;
    number.label = content(operand(*formula.parts[0].operand, call, state), state);
    return number;
  }
  if ((name == "min" || name == "max") && !formula.parts.empty()) {
    Number result = part(0);
    for (unsigned index = 1; index < formula.parts.size(); ++index)
      result = compute(name == "min" ? Op::Min : Op::Max, result, part(index));
    return result;
  }
  if (name == "sizeof" || name == "arraysize") {
    auto index = typeArgument(formula.parts.empty() ? llvm::StringRef() : formula.parts[0].name);
    TypeRef made = call.event.place.valid() && call.event.place.path.empty()
                       ? type(function.body.variables[call.event.place.root].type)
                       : TypeRef();
    TypeRef object = call.object.type && !call.object.type->arguments.empty() ? call.object.type : made;
    if (!index || !object || *index >= object->arguments.size())
      return name == "arraysize" && formula.parts.size() == 2 ? part(1) : Number();
    TypeRef measured = type(object->arguments[*index]);
    bool array = measured->kind == Kind::Array && !measured->size;
    Number one = constantNumber(static_cast<std::int64_t>(unitOf(array ? measured.pointee() : measured)));
    return name == "arraysize" && array ? compute(Op::Mul, one, part(1)) : one;
  }
  // Sizes of what is in memory are not chosen by anybody outside.
  bool measure = name == "bytes" || name == "rows" || name == "len" || name == "given" || name == "words" || name == "fields" ||
                 name == "distinct" || name == "entries" || name == "offset" || name == "distance" || name == "heap" ||
                 name == "slowhash" || name == "alignof" || name == "log2" ||
                 name == "compare";
  if (measure || formula.parts.empty())
    return {};
  if (name == "above")
    return part(formula.parts.size() - 1);
  Number result = part(0); // roundings and growth: at least their arguments
  for (unsigned index = 1; index < formula.parts.size(); ++index)
    result = compute(Op::Max, result, part(index));
  return result;
}

/// The operands of a text: `concat(this, part(arg0))`.
static std::vector<Formula> textParts(const Formula &text) {
  if (text.kind != Formula::Call)
    return {text};
  std::vector<Formula> result;
  for (const Formula &part : text.parts)
    llvm::append_range(result, textParts(part));
  return result;
}

void Inflow::modelResult(const effects::CallModel &model, const Invocation &call, InflowState &state) {
  if (call.destination.empty())
    return;
  Places to{call.destination, call.strongDestination};
  if (!model.returns) { // a verdict on numbers, such as a safe comparison
    Cell verdict;
    auto judged = std::make_shared<std::vector<TermId>>();
    for (unsigned index = 0; index < call.arguments.size(); ++index)
      if (const Resolved &given = call.arguments[index]; given.type && given.type->kind == Kind::Integer)
        if (Number number = operand({effects::Operand::Argument, index, false, {}}, call, state).value.number;
            number.term && !number.label.empty())
          judged->push_back(number.term);
    if (!judged->empty())
      verdict.number.vouches = std::move(judged);
    return set(state, to, verdict);
  }
  const effects::Returns &returns = *model.returns;
  Cell cell;
  if (returns.viewOf) {
    Resolved seen = operand(*returns.viewOf, call, state);
    cell.targets = seen.objects;
    bool pointer = !seen.value.targets.empty() && (!seen.type || seen.type->kind != Kind::Record) &&
                   !call.event.callee.returnsReference;
    if (seen.objects.empty() || (pointer && returns.viewOf->fields.empty()))
      cell.targets = seen.value.targets;
    // Where a search in a container got to is one of its elements.
    const effects::TypeModel *whole = seen.type ? values.modelOf(seen.type) : nullptr;
    if (whole && whole->role == "container" && effects::argumentClass(*whole) == effects::ArgumentClass::Other &&
        returns.viewOf->fields.empty() && !call.event.callee.returnsReference) {
      PathList elements;
      for (PathId path : cell.targets)
        addSorted(elements, tables.paths.step(path, Paths::Element));
      cell.targets = elements;
    }
    return set(state, to, cell);
  }
  const std::optional<effects::Operand> &handedOn = returns.copyOf ? returns.copyOf : returns.moveOf;
  if (handedOn) {
    Resolved from = operand(*handedOn, call, state);
    if (call.event.callee.returnsReference) {
      cell.targets = from.objects;
      return set(state, to, cell);
    }
    if (from.objects.empty())
      return set(state, to, from.value);
    for (PathId source : from.objects)
      for (PathId path : to.paths)
        if (source != path)
          state.copy(source, path, to.strong && from.objects.size() == 1);
    return;
  }
  if (returns.heap && returns.content.empty()) {
    PathId block = blockHere();
    state.erase(block);
    cell.targets = {block};
    if (model.frees) // grown in place: what was in the old block is in the new one
      for (PathId old : operand(*model.frees, call, state).value.targets)
        if (old != block)
          state.copy(old, block, false);
  }
  if (returns.value)
    cell.number = formula(*returns.value, call, state);
  if (returns.text)
    for (const Formula &part : textParts(*returns.text))
      if (part.operand || part.name == "this")
        cell.number.label = tables.origins.join(
            cell.number.label, content(operand(part.operand.value_or(effects::Operand()), call, state), state));
  const effects::TypeModel *asked = call.object.type ? values.modelOf(call.object.type) : nullptr;
  if (asked && asked->role == "stream" && !returns.state.empty()) // a text of what was written
    cell.number.label = tables.origins.join(cell.number.label, content(call.object, state));
  if (call.event.callee.returnsReference && returns.value) {
    PathList behind;
    for (PathId path : to.paths)
      addSorted(behind, tables.paths.step(path, Paths::Deref));
    return set(state, {behind, to.strong}, cell);
  }
  set(state, to, cell);
  for (const effects::Content &content : returns.content)
    for (PathId path : to.paths)
      fill(content, path, call, state);
}

} // namespace highwater::flow
