// A call with a model: what it allocates, what it lets in, what it hands on.

#include "analysis/flow/Inflow.h"

#include "analysis/effects/Overload.h"
#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::CallModel;
using events::Event;
using Kind = events::Type::Kind;

void Inflow::applyModel(const CallModel &model, const Invocation &call, InflowState &state) {
  modelSinks(model, call, state);
  const effects::TypeModel *made = call.event.callee.kind == events::Callee::Constructor && call.object.type
                                       ? values.modelOf(call.object.type)
                                       : nullptr;
  bool inMemory = made && made->role == "stream" && made->state.count("size");
  bool text = model.source && model.source->kind == "text"; // from now on the object is read like this text
  if (text || inMemory)
    for (PathId object : call.object.objects) {
      Cell cell;
      if (text)
        cell.number.label = content(operand(model.source->of, call, state), state);
      set(state, {{object}, call.object.objects.size() == 1 && !tables.paths.several(object)}, cell);
    }
  modelContents(model, call, state);
  bool received = false;
  modelReads(model, call, state, received);
  if (!received)
    modelResult(model, call, state);
  if (model.invokes)
    modelInvokes(model, call, state);
}

void Inflow::modelSinks(const CallModel &model, const Invocation &call, const InflowState &state) {
  if (!recording)
    return;
  std::string name = nameOf(call.event);
  if (model.returns && model.returns->heap)
    sink(call.event, name, formula(*model.returns->heap, call, state), 1);
  for (const effects::Allocation &allocation : model.allocates)
    sink(call.event, name, formula(allocation.heap, call, state), 1);
  if (model.stack)
    sink(call.event, name, formula(*model.stack, call, state), 1);
  // The state that the type's formula for its heap is made of: how many elements there are.
  TypeRef object = call.object.type;
  const effects::TypeModel *described = object ? values.modelOf(object) : nullptr;
  if (!described)
    return;
  Number largest;
  for (const effects::Update &update : model.updates) {
    const effects::Operand &target = update.target;
    if (target.base != effects::Operand::This || target.fields.size() != 1 || !described->state.count(target.fields[0]))
      continue;
    Number number = formula(update.value, call, state);
    if (!number.label.empty() && (largest.label.empty() || number.max > largest.max))
      largest = number;
  }
  TypeRef element = described->slots.empty() || object->arguments.empty() ? TypeRef() : type(object->arguments[0]);
  sink(call.event, name, largest, unitOf(element));
}

/// As people write it: `std::string::resize`, and constructors like their class.
std::string Inflow::nameOf(const Event &event) const {
  llvm::StringRef name = event.callee.name;
  TypeRef record = type(event.callee.record);
  if (!event.callee.record || !record)
    return name.str();
  return event.callee.kind == events::Callee::Constructor
             ? record->spelling
             : record->spelling + "::" + name.substr(name.contains("::operator") ? name.find("::operator") + 2 : name.rfind(':') + 1).str();
}

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
bool Inflow::isHandle(const CallModel &model, const Invocation &call) const {
  TypeRef type;
  if (model.read->from.base == effects::Operand::This)
    type = call.object.type;
  else if (model.read->from.base == effects::Operand::Argument && model.read->from.index < call.arguments.size())
    type = call.arguments[model.read->from.index].type;
  while (type && (type->kind == Kind::Pointer || type->kind == Kind::Reference || type->kind == Kind::Array)) {
    TypeRef inner = type.pointee();
    if (inner && inner->kind == Kind::Integer)
      return false; // characters
    type = inner;
  }
  const effects::TypeModel *described = type ? values.modelOf(type) : nullptr;
  return !described || effects::argumentClass(*described) != effects::ArgumentClass::Text;
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
  if (environment && model.source->into.base == effects::Operand::Result) {
    result = true;
    enter(state, call.destination, entering, call.strongDestination);
  }
  if (!model.read)
    return;
  const effects::Read &read = *model.read;
  Number number = entering;
  Resolved from = operand(read.from, call, state);
  bool handle = isHandle(model, call);
  if (handle && from.type && from.type->kind == Kind::Record) {
    // A stream over a text is as good as the text; of any other nothing was said.
    for (PathId object : from.objects) {
      Cell cell = state.read(object);
      bool own = llvm::none_of(cell.number.label, [&](OriginId id) {
        const Origin &origin = tables.origins[id];
        return !origin.outside && origin.id == object;
      });
      if (state.written(object) && own)
        number.label = content(from, state);
    }
  } else if (!handle) {
    number.label = content(from, state);
  }
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

void Inflow::modelContents(const CallModel &model, const Invocation &call, InflowState &state) {
  if (model.assignsFrom) {
    Resolved from = operand(*model.assignsFrom, call, state);
    for (PathId object : call.object.objects)
      for (auto [index, source] : llvm::enumerate(from.objects))
        if (source != object)
          state.copy(source, object, index == 0 && call.object.objects.size() == 1 && !tables.paths.several(object));
    if (from.objects.empty() && !from.value.functions.empty())
      for (PathId object : call.object.objects)
        state.write(object, from.value, true);
  }
  if (model.swaps) {
    Resolved other = operand(*model.swaps, call, state);
    PathList mine = call.object.objects;
    if (mine.empty() && !call.arguments.empty())
      mine = call.arguments[0].objects;
    for (PathId a : mine)
      for (PathId b : other.objects)
        if (a != b) {
          InflowState before = state;
          state.copy(b, a, false);
          state.bring(before, a, b);
        }
  }
  if (model.copiesBytes)
    for (PathId to : operand(model.copiesBytes->into, call, state).objects)
      for (PathId from : operand(model.copiesBytes->from, call, state).objects)
        if (from != to)
          state.copy(from, to, !tables.paths.several(to));
  for (const effects::Update &update : model.updates) {
    if (update.target.base != effects::Operand::Argument || update.relative)
      continue;
    Cell cell;
    cell.number = formula(update.value, call, state);
    enter(state, operand(update.target, call, state).objects, cell.number, true);
  }
  for (const effects::Content &each : model.content) {
    if (each.into.base == effects::Operand::Result)
      continue;
    for (PathId object : operand(each.into, call, state).objects)
      fill(each, object, call, state);
  }
  // Texts and streams take in all that is written to them.
  TypeRef object = call.object.type;
  const effects::TypeModel *described = object ? values.modelOf(object) : nullptr;
  bool text = described && (effects::argumentClass(*described) == effects::ArgumentClass::Text || described->role == "stream");
  if (!text || call.event.callee.constMethod || model.read || model.source)
    return;
  Cell taken;
  for (const Resolved &given : call.arguments)
    taken.number.label = tables.origins.join(taken.number.label, content(given, state));
  if (!taken.number.label.empty())
    for (PathId path : call.object.objects)
      set(state, {{path}, false}, taken);
}

/// One content slot of `object` takes what the model says.
void Inflow::fill(const effects::Content &content, PathId object, const Invocation &call, InflowState &state) {
  Paths &paths = tables.paths;
  bool anyElement = content.slot == "element" || content.slot == "target" || content.slot == "key" || content.slot == "value";
  PathId slot = paths.step(object, anyElement ? static_cast<unsigned>(Paths::Element) : paths.field(content.slot));
  if (content.construct) {
    Cell all;
    for (unsigned index = content.from.index; index < call.arguments.size(); ++index)
      all.number.label = tables.origins.join(all.number.label, this->content(call.arguments[index], state));
    for (unsigned index = content.from.index; index < call.arguments.size(); ++index)
      for (PathId from : call.arguments[index].objects)
        state.copy(from, slot, false);
    if (!all.number.label.empty())
      set(state, {{slot}, false}, all);
    return;
  }
  Resolved from = operand(content.from, call, state);
  if (content.slot == "target" && (!from.value.targets.empty() || !from.value.functions.empty()) &&
      !(from.type && from.type->kind == Kind::Record)) { // an owner refers to what its pointer does
    Cell owner;
    owner.targets = from.value.targets;
    owner.functions = from.value.functions;
    state.write(object, owner, !paths.several(object));
    return;
  }
  if (from.type && from.type->kind == Kind::Record && from.type->closure) {
    Cell holder;
    holder.functions.push_back({calls.callOperator(from.type), slot});
    for (PathId source : from.objects)
      state.copy(source, slot, false);
    holder.functions.front().object = slot;
    Cell before = state.raw(object);
    before.functions = holder.functions;
    state.keep(object, std::move(before));
    return;
  }
  if (from.objects.empty()) {
    set(state, {{slot}, false}, from.value);
    return;
  }
  for (PathId source : from.objects)
    if (source != slot)
      state.copy(source, slot, false);
}

void Inflow::modelInvokes(const CallModel &model, const Invocation &call, InflowState &state) {
  Resolved callable = operand(model.invokes->callable, call, state);
  Event event = call.event;
  event.place = {};
  event.arguments.clear();
  Invocation inner{event, {}, {}, {}, true};
  for (const effects::Operand &passed : model.invokes->passing) {
    Resolved given = operand(passed, call, state);
    if (!given.objects.empty()) // a parameter may be a reference to it
      given.value.targets = given.objects;
    inner.arguments.push_back(std::move(given));
  }
  std::vector<FunctionValue> functions = callable.value.functions;
  if (callable.type && callable.type->kind == Kind::Record)
    if (std::string usr = calls.callOperator(callable.type); !usr.empty())
      functions.assign(1, {usr, callable.objects.empty() ? 0 : callable.objects[0]});
  if (!functions.empty())
    callValue(functions, std::move(inner), state);
}

} // namespace highwater::flow
