// What calls let in: from where a read takes, and where it goes.

#include "analysis/flow/Inflow.h"

#include "analysis/effects/Overload.h"
#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::CallModel;
using events::Event;
using Kind = events::Type::Kind;

Number Inflow::outside(const Event &event) const {
  Number number;
  number.label = {tables.origins.source({siteOf(unit, function, event.location), nameOf(event)})};
  return number;
}

/// Objects, and all that is inside them, come from `number`'s origins.
void Inflow::enter(InflowState &state, const PathList &objects, const Number &number, bool strong) {
  Cell cell;
  cell.number = number;
  for (PathId object : objects)
    set(state, {{object}, strong && objects.size() == 1 && !tables.paths.several(object)}, cell);
}

/// Whether what is read from leads outside: anything but a text in memory.
bool Inflow::isHandle(const effects::Operand &from, const Invocation &call) const {
  TypeRef type;
  if (from.base == effects::Operand::This)
    type = call.object.type;
  else if (from.base == effects::Operand::Argument && from.index < call.arguments.size())
    type = call.arguments[from.index].type;
  while (type && (type->kind == Kind::Pointer || type->kind == Kind::Reference || type->kind == Kind::Array)) {
    TypeRef inner = type.pointee();
    if (inner && inner->kind == Kind::Integer)
      return false; // characters
    type = inner;
  }
  const effects::TypeModel *described = type ? values.modelOf(type) : nullptr;
  return !described || effects::argumentClass(*described) != effects::ArgumentClass::Text;
}

/// A stream over a text is as good as the text; of any other nothing was said.
Number Inflow::readFrom(const effects::Operand &from, const Invocation &call, const InflowState &state) const {
  Number number = outside(call.event);
  Resolved source = operand(from, call, state);
  if (!isHandle(from, call)) {
    number.label = content(source, state);
    return number;
  }
  if (!source.type || source.type->kind != Kind::Record)
    return number;
  for (PathId object : source.objects) {
    Cell cell = state.read(object);
    bool own = llvm::none_of(cell.number.label, [&](OriginId id) {
      const Origin &origin = tables.origins[id];
      return !origin.outside && origin.id == object;
    });
    if (state.written(object) && own)
      number.label = content(source, state);
  }
  return number;
}

/// A mapping of a file, as opposed to one of memory alone: no descriptor.
bool Inflow::mapsFile(const CallModel &model, const Invocation &call, const InflowState &state) const {
  if (model.effect != "map" || !model.source || model.source->kind != "file")
    return false;
  std::optional<std::int64_t> descriptor = operand(model.source->of, call, state).value.number.constant;
  return !descriptor || *descriptor >= 0;
}

void Inflow::modelReads(const CallModel &model, const Invocation &call, InflowState &state, bool &result) {
  Number entering = outside(call.event);
  for (const effects::Operand &entry : model.outside) {
    bool own = entry.base == effects::Operand::Result;
    result |= own;
    Number number = own && !call.destination.empty() && call.event.place.path.empty()
                        ? clamped(entering, type(function.body.variables[call.event.place.root].type))
                        : entering;
    enter(state, own ? call.destination : operand(entry, call, state).objects, number, own ? call.strongDestination : true);
  }
  bool environment = model.source && (model.source->kind == "environment" || model.source->kind == "arguments");
  environment |= mapsFile(model, call, state);
  if (environment && model.source->into.base == effects::Operand::Result) {
    result = true;
    enter(state, call.destination, entering, call.strongDestination);
  }
  if (!model.read)
    return;
  const effects::Read &read = *model.read;
  bool handle = isHandle(read.from, call);
  Number number = readFrom(read.from, call, state);
  if (read.record == "character")
    number.max = 255;
  if (!read.into) {
    bool piece = handle && (read.record == "character" || read.record == "word" || read.record == "line" ||
                            read.record == "block" || read.record == "all");
    if (piece && !(model.returns && model.returns->viewOf)) {
      result = true;
      enter(state, call.destination, number, call.strongDestination);
    }
    return;
  }
  Resolved into = operand(*read.into, call, state);
  enter(state, into.objects, number, true);
  // `scanf` and the like: everything behind the format is filled.
  bool variadic = read.into->base == effects::Operand::Argument && read.into->index < call.event.arguments.size() &&
                  !call.event.arguments[read.into->index].parameter;
  if (variadic)
    for (unsigned index = read.into->index + 1; index < call.arguments.size(); ++index)
      enter(state, call.arguments[index].value.targets, number, true);
}

} // namespace highwater::flow
