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
  bool reader = made && model.source && model.source->kind == "stream"; // an iterator over what a stream gives
  bool sees = made && made->role == "view" && model.keeps && !model.source && !call.arguments.empty() &&
              effects::argumentClass(*made) != effects::ArgumentClass::Text;
  if (sees) // the elements that it was made over
    for (PathId object : call.object.objects) {
      Cell cell = state.raw(object);
      cell.targets = operand({effects::Operand::Argument, 0, false, {"element"}}, call, state).objects;
      set(state, {{object}, call.object.objects.size() == 1 && !tables.paths.several(object)}, cell);
    }
  if (text || reader || inMemory)
    for (PathId object : call.object.objects) {
      Cell cell;
      if (text)
        cell.number.label = content(operand(model.source->of, call, state), state);
      if (reader)
        cell.number = readFrom(model.source->of, call, state);
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
  if (model.returns && model.returns->heap && model.effect != "map") // pages that nobody touches are not there
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
  if (functions.empty())
    return;
  PathId answer = blockHere(); // what it says of one
  inner.destination = {answer};
  callValue(functions, std::move(inner), state);
  Number one = state.raw(answer).number;
  state.erase(answer);
  bool verdict = !call.destination.empty() && call.event.place.path.empty() &&
                 type(function.body.variables[call.event.place.root].type)->kind == Kind::Integer;
  if (verdict && one.alternatives)
    judgeAll(one, call, state);
}

/// A test with a predicate: who looks at its outcome knows what the predicate asks of each.
void Inflow::judgeAll(const Number &one, const Invocation &call, InflowState &state) {
  auto judged = std::make_shared<std::vector<TermId>>();
  for (const Alternative &alternative : *one.alternatives)
    for (const Fact &fact : alternative.facts)
      if (says(fact.bound) && !llvm::is_contained(*judged, fact.term))
        judged->push_back(fact.term);
  if (judged->empty())
    return;
  Cell cell;
  cell.number.vouches = std::move(judged);
  set(state, {call.destination, call.strongDestination}, cell);
}

} // namespace highwater::flow
