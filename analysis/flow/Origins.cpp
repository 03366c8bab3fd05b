// A closure over all events: reading gives data, and what is made of data or set together with it is data.

#include "analysis/flow/Origins.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using events::Passing;
using events::Variable;
using events::VarId;
using Kind = events::Type::Kind;

const effects::CallModel *CallModels::of(const Event &call) {
  auto [found, inserted] = known.try_emplace(&call, nullptr);
  if (inserted)
    found->second = findModel(evaluator, state, CallSite(evaluator, state, call));
  return found->second;
}

const effects::TypeModel *CallModels::typeOf(VarId variable) const {
  TypeRef type = evaluator.typeOf(variable);
  while (type && (type->kind == Kind::Reference || type->kind == Kind::Pointer))
    type = type.pointee();
  return type ? evaluator.values.modelOf(type) : nullptr;
}

unsigned indexOf(const effects::Operand &operand) {
  switch (operand.base) {
  case effects::Operand::Result:
    return ofResult;
  case effects::Operand::This:
    return ofObject;
  case effects::Operand::Argument:
    break;
  }
  return operand.index;
}

const Operand *operandOf(const Event &call, const effects::Operand &operand) {
  unsigned index = indexOf(operand);
  if (index == ofObject)
    return call.object ? &*call.object : nullptr;
  return index < call.arguments.size() ? &call.arguments[index].value : nullptr;
}

Origins::Origins(const events::Function &function, CallModels &models, const OpenedBy &callees)
    : function(function), models(models), callees(callees), handles(function.body.variables.size()),
      data(function.body.variables.size()), mappings(function.body.variables.size()) {
  for (VarId id = 0; id < function.body.variables.size(); ++id) {
    const Variable &variable = function.body.variables[id];
    const effects::TypeModel *type = models.typeOf(id);
    bool given = variable.storage == Variable::Parameter || variable.storage == Variable::Global;
    if (given && type && (type->role == "stream" || type->role == "handle"))
      handles.set(id);
  }
  given = handles;
  do {
    changed = false;
    for (const events::Block &block : function.body.blocks) {
      for (const Event &event : block.events)
        scan(event);
      const events::Terminator &end = block.terminator;
      if (end.kind == events::Terminator::Each && isHandle(end.range.root) && end.element != none && !isData(end.element)) {
        data.set(end.element); // an entry of a folder
        changed = true;
      }
    }
  } while (changed);
}

Opened Origins::opened() const {
  Opened result;
  for (VarId id = 0; id < function.body.variables.size(); ++id) {
    const Variable &variable = function.body.variables[id];
    unsigned operand = variable.storage == Variable::This        ? ofObject
                       : variable.storage == Variable::Result    ? ofResult
                       : variable.storage == Variable::Parameter ? variable.index
                                                                 : none - 2;
    if (operand == none - 2 || given.test(id))
      continue;
    if (handles.test(id))
      result.handles.insert(operand);
    if (mappings.test(id))
      result.mappings.insert(operand);
  }
  return result;
}

Opened openedIn(const events::Unit &unit, const events::Function &function, const Values &values, const OpenedBy &callees) {
  CallModels models(unit, function, values);
  return Origins(function, models, callees).opened();
}

/// `File file(path)`, `file = openOrDie(path)`: what has an open file within stands for it.
void Origins::takeOpened(const Event &event) {
  Opened opened = callees(event);
  auto mark = [&](llvm::BitVector &set, const std::set<unsigned> &operands) {
    for (unsigned operand : operands) {
      VarId root = operand == ofResult                  ? event.place.root
                   : operand == ofObject                ? (event.object ? event.object->place.root : none)
                   : operand < event.arguments.size()   ? event.arguments[operand].value.place.root
                                                        : none;
      if (root == none || set.test(root))
        continue;
      set.set(root);
      changed = true;
    }
  };
  mark(handles, opened.handles);
  mark(mappings, opened.mappings);
}

static bool any(const Operand &operand, const llvm::BitVector &set) {
  bool found = false;
  forEachVariable(operand, [&](VarId variable) { found |= set.test(variable); });
  return found;
}

bool Origins::isHandle(const Operand &operand) const { return any(operand, handles); }
bool Origins::isData(const Operand &operand) const { return any(operand, data); }
bool Origins::isMapping(const Operand &operand) const { return any(operand, mappings); }

/// Whether a variable can stand for a handle: anything but a number or a container.
bool Origins::refers(VarId variable) const {
  if (variable == none)
    return false;
  TypeRef type = models.evaluator.typeOf(variable);
  if (!type || type->kind == Kind::Integer || type->kind == Kind::Floating)
    return false;
  const effects::TypeModel *model = models.typeOf(variable);
  return model ? model->role == "stream" || model->role == "handle" || model->role == "view"
               : type->kind != Kind::Record || type->system;
}

void Origins::scan(const Event &event) {
  auto mark = [&](llvm::BitVector &set, VarId variable) {
    if (variable == none || set.test(variable))
      return;
    set.set(variable);
    changed = true;
  };
  switch (event.kind) {
  case Event::Set:
    if (isData(event.value))
      mark(data, event.place.root);
    if (isHandle(event.value) && refers(event.place.root))
      mark(handles, event.place.root);
    if (isMapping(event.value) && refers(event.place.root))
      mark(mappings, event.place.root);
    return;
  case Event::Copy:
  case Event::Move:
    if (isData(event.source.root))
      mark(data, event.place.root);
    if (isHandle(event.source.root))
      mark(handles, event.place.root);
    if (event.source.root != none && mappings.test(event.source.root) && refers(event.place.root))
      mark(mappings, event.place.root);
    return;
  case Event::Call:
    return scanCall(event);
  default:
    return;
  }
}

void Origins::scanCall(const Event &event) {
  auto mark = [&](llvm::BitVector &set, VarId variable) {
    if (variable == none || set.test(variable))
      return;
    set.set(variable);
    changed = true;
  };
  auto root = [&](const effects::Operand &operand) {
    if (operand.base == effects::Operand::Result)
      return event.place.root;
    const Operand *found = operandOf(event, operand);
    while (found && found->kind == Operand::Cast)
      found = &found->operands[0];
    return found ? found->place.root : none;
  };
  const effects::CallModel *model = models.of(event);
  if (!model && callees)
    takeOpened(event);
  // What goes through a stream reads an input if that does.
  auto opens = [&](const effects::Source &source) {
    const Operand *of = source.kind == "stream" ? operandOf(event, source.of) : nullptr;
    bool ofStream = of && of->place.root != none && models.typeOf(of->place.root) && models.typeOf(of->place.root)->role == "stream";
    return source.kind != "text" && source.kind != "environment" && (!ofStream || isHandle(*of));
  };
  if (model && model->source && opens(*model->source))
    mark(handles, root(model->source->into));
  if (model && model->source && model->effect == "map")
    mark(mappings, root(model->source->into));
  if (model && model->read) {
    const effects::Read &read = *model->read;
    bool ofText = read.record == "separator";
    const Operand *from = operandOf(event, read.from);
    if (from && !ofText && !isData(*from))
      mark(handles, from->place.root); // a descriptor is a number
    if (!ofText)
      mark(data, read.into ? root(*read.into) : event.place.root);
  }
  bool hasData = event.object && isData(*event.object), hasHandle = event.object && isHandle(*event.object);
  for (const events::Argument &argument : event.arguments) {
    hasData |= isData(argument.value);
    hasHandle |= isHandle(argument.value);
  }
  // A function of the project that is given a handle reads from it.
  bool reads = hasHandle && !model && !event.callee.system;
  if (hasHandle && refers(event.place.root))
    mark(handles, event.place.root);
  bool ofMapping = (event.object && isMapping(*event.object)) || llvm::any_of(event.arguments, [&](const events::Argument &argument) {
                     return isMapping(argument.value);
                   });
  if (ofMapping && refers(event.place.root))
    mark(mappings, event.place.root);
  if (hasHandle && event.callee.kind == events::Callee::Constructor && event.object && refers(event.object->place.root))
    mark(handles, event.object->place.root);
  if (!hasData && !reads)
    return;
  mark(data, event.place.root);
  if (event.object && !event.callee.constMethod && !isHandle(*event.object))
    mark(data, event.object->place.root);
  for (const events::Argument &argument : event.arguments)
    if (isMutable(argument.passing) && !isHandle(argument.value))
      mark(data, argument.value.place.root);
}

} // namespace highwater::flow
