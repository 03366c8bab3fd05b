// What a call does to the object: by the model of the callee, by what its body does, or anything.

#include "analysis/flow/Touches.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::CallModel;
using effects::Formula;
using events::Callee;
using events::Event;
using events::none;
using events::Operand;
using events::Passing;
using events::VarId;
using Kind = events::Type::Kind;

static bool refersToPlace(const Alias &alias) {
  return alias.kind == Alias::Whole || alias.kind == Alias::Mark || alias.kind == Alias::Walker;
}
static bool isAtFront(const std::optional<Formula> &offset) {
  return offset && offset->kind == Formula::Number && offset->number == 0;
}
/// An operator of the language, by its sign: `*`, `++`.
static bool isOperator(const Event &event, llvm::StringRef sign) {
  return llvm::StringRef(event.callee.name).ends_with("::operator" + sign.str());
}
static Position front() { return {Position::Constant, none, 0, nullptr}; }

bool Touches::isStream(VarId variable) const {
  const effects::TypeModel *type = models.typeOf(variable);
  return type && type->role == "stream";
}

/// A view that adds to its target when it is written through.
bool Touches::isInsert(VarId variable) const {
  const effects::TypeModel *type = models.typeOf(variable);
  return type && type->role == "view" && type->slots.count("target");
}

void Touches::fill(const Event &event, const CallModel *model, std::string record) {
  touch(Touch::Fill);
  Reading reading{siteOf(unit, function, event.location), event.callee.name, std::move(record), "", ""};
  if (model && model->alternative) {
    reading.alternative = model->alternative->use;
    reading.why = model->alternative->why;
  }
  touches.back().reading = std::move(reading);
}

/// Whether an argument brings in something of an input.
bool Touches::fills(const Event &event, const CallModel *model, unsigned except) {
  bool handle = false, data = false, mapping = false;
  for (unsigned argument = 0; argument < event.arguments.size(); ++argument) {
    if (argument == except)
      continue;
    handle |= origins.isHandle(event.arguments[argument].value);
    mapping |= origins.isMapping(event.arguments[argument].value);
    data |= origins.isData(event.arguments[argument].value);
  }
  if (handle && model)
    fill(event, model, mapping ? "mapping" : "");
  else if (handle || data)
    touch(Touch::Fill);
  return handle || data;
}

void Touches::runCall(const Event &event) {
  const CallModel *model = models.of(event);
  Alias object;
  if (event.object)
    object = visit(*event.object);
  std::vector<Alias> arguments;
  for (const events::Argument &argument : event.arguments)
    arguments.push_back(visit(argument.value));
  if (event.callee.kind == Callee::Destructor)
    return;
  if (event.callee.kind == Callee::Indirect)
    visit(event.callee.target);
  if (object.kind != Alias::None && object.kind != Alias::Element)
    runObject(event, model, object);
  for (unsigned argument = 0; argument < arguments.size(); ++argument)
    if (arguments[argument].kind != Alias::None && arguments[argument].kind != Alias::Element)
      runArgument(event, model, argument, arguments[argument]);
  bool element = object.kind == Alias::Element;
  for (unsigned argument = 0; argument < arguments.size(); ++argument) {
    if (arguments[argument].kind != Alias::Element)
      continue;
    element = true;
    if (model && model->read && model->read->into && indexOf(*model->read->into) == argument)
      fill(event, model, model->read->record);
  }
  if (element)
    hold(event);
  runResult(event, model);
}

/// Whether what is given to a call stays behind in its object, as what refers to it: a container of views or pointers.
bool Touches::keepsElements(const Event &event) const {
  if (!event.object || event.callee.constMethod || event.callee.kind == Callee::Constructor)
    return false;
  VarId root = event.object->place.root;
  TypeRef type = root == none ? TypeRef() : typeOf(root);
  while (type && (type->kind == Kind::Reference || type->kind == Kind::Pointer))
    type = type.pointee();
  const effects::TypeModel *model = type && type->kind == Kind::Record ? models.evaluator.values.modelOf(type) : nullptr;
  return model && model->role == "container" && model->argumentClass != "text" && !known.count(root) && types.holds(type);
}

/// What is given an element may go on to refer to it.
void Touches::hold(const Event &event) {
  auto keeps = [&](VarId variable, TypeRef type) {
    if (variable == none || known.count(variable) || !types.holds(type))
      return;
    const effects::TypeModel *model = type && type->kind == Kind::Record ? models.evaluator.values.modelOf(type) : nullptr;
    if (model && (model->role == "stream" || model->role == "handle"))
      return; // what goes through is copied
    known[variable] = {Alias::Element, {}};
  };
  if (event.place.root != none && event.place.path.empty())
    keeps(event.place.root, typeOf(event.place.root));
  auto referent = [&](const Operand &operand, events::TypeId parameter) {
    TypeRef type{&unit, parameter};
    if (type && (type->kind == Kind::Reference || type->kind == Kind::Pointer))
      type = type.pointee();
    keeps(operand.place.root, type);
  };
  if (event.object && !event.callee.constMethod)
    referent(*event.object, event.callee.record);
  for (const events::Argument &argument : event.arguments)
    if (isMutable(argument.passing) && argument.parameter)
      referent(argument.value, argument.parameter);
}

/// A callee with a body; false if there is none.
bool Touches::runCallee(const Event &event, unsigned operand) {
  std::optional<Handling> handling = callees ? callees(event, operand) : std::nullopt;
  if (!handling)
    return false;
  if (handling->fills) {
    touch(Touch::Fill);
    touches.back().reading = handling->fills;
  }
  if (handling->use == Handling::Whole && !handling->fills)
    touch(Touch::Whole);
  if (handling->use == Handling::Pass) {
    touch(Touch::Walk);
    touches.back().site = handling->pass;
  }
  return true;
}

void Touches::runStream(const Event &event, const CallModel *model, VarId stream) {
  if (model->read)
    touch(Touch::Step, {Position::Variable, stream, 0, nullptr});
  else if (!fills(event, model, none) && !event.callee.constMethod && !event.arguments.empty())
    touch(model->updates.empty() ? Touch::Whole : Touch::Change);
}

void Touches::runObject(const Event &event, const CallModel *model, const Alias &object) {
  const Callee &callee = event.callee;
  VarId root = event.object->place.root;
  bool anyPlace = llvm::any_of(event.arguments, [&](const events::Argument &argument) {
    return refersToPlace(visit(argument.value));
  });
  if (object.kind == Alias::Inserter) {
    if (!event.arguments.empty() && !fills(event, model, none))
      touch(Touch::Change);
    return;
  }
  if (object.kind == Alias::Walker || object.kind == Alias::Mark) {
    Position at = object.position;
    if (isOperator(event, "++") || isOperator(event, "--") || isOperator(event, "+=") || isOperator(event, "-="))
      return;
    if (isOperator(event, "*") || isOperator(event, "->")) {
      touch(Touch::Access, at);
      defineResult(event, {Alias::Element, at});
    } else if (isOperator(event, "[]")) {
      Position distance = positionOf(event.arguments[0].value);
      at.offset += distance.offset;
      touch(Touch::Access, distance.kind == Position::Constant ? at : Position());
      defineResult(event, {Alias::Element, {}});
    } else if (model && model->read && model->read->from == effects::Operand()) {
      touch(Touch::Access, at); // a search in a view
    } else if (callee.constMethod && model && model->returns && model->returns->viewOf && !callee.returnsReference) {
      touch(Touch::Access, at); // a piece of a view
      defineResult(event, {Alias::Mark, at});
    } else if (callee.returnsReference && model && model->returns && model->returns->viewOf &&
               !model->returns->viewOf->fields.empty()) {
      touch(Touch::Access, event.arguments.empty() && !isAtFront(model->returns->offset) ? Position() : at);
      defineResult(event, {Alias::Element, {}});
    }
    return; // whether the others only move it on is seen where that matters
  }
  if (!model) {
    if (!runCallee(event, ofObject))
      touch(Touch::Whole);
    return;
  }
  if (isStream(root) && callee.kind != Callee::Constructor) {
    bool copies = model->returns && event.arguments.empty() && (!model->returns->state.empty() || model->returns->copyOf);
    if (!copies) {
      runStream(event, model, root);
      if (model->returns && model->returns->viewOf)
        defineResult(event, {Alias::Whole, {}});
      return;
    }
  }
  const std::optional<effects::Returns> &returns = model->returns;
  if (callee.kind == Callee::Constructor) {
    touch(Touch::Reset);
    if (!anyPlace) // else a copy of another carrier
      fills(event, model, none);
    return;
  }
  if (anyPlace && !callee.constMethod)
    return touch(Touch::Whole);
  bool isWalked = llvm::any_of(model->walks, [](const effects::Operand &operand) { return indexOf(operand) == ofObject; });
  bool changes = !model->content.empty() || !model->updates.empty() || model->assignsFrom;
  if (!callee.constMethod && model->empties) {
    touch(Touch::Reset);
  } else if (!callee.constMethod && (changes || model->swaps)) {
    bool number = llvm::all_of(event.arguments, [&](const events::Argument &argument) {
      TypeRef type{&unit, argument.parameter};
      return type && type->kind == Kind::Integer;
    });
    bool room = number && model->content.empty() && !model->assignsFrom &&
                llvm::none_of(model->updates, [](const effects::Update &update) { return update.relative; });
    bool empties = llvm::all_of(model->updates, [](const effects::Update &update) {
      return !update.relative && update.value.kind == Formula::Number && update.value.number == 0;
    });
    bool reverses = llvm::StringRef(callee.name).ends_with("_front") && !event.arguments.empty();
    if (model->swaps || reverses) // what is added at the front comes out last
      touch(Touch::Whole);
    else if (room)
      touch(event.arguments.empty() && empties ? Touch::Reset : Touch::Change);
    else if (llvm::any_of(model->updates, [](const effects::Update &update) {
               return update.relative && update.value.kind == Formula::Number && update.value.number < 0;
             })) // something is taken out again: the next one, or any
      touch(isWalked ? Touch::Step : Touch::Whole, {Position::Variable, root, 0, nullptr});
    else if (!fills(event, model, none))
      touch(Touch::Change);
    if (returns && returns->viewOf)
      defineResult(event, returns->viewOf->fields.empty() ? Alias{Alias::Whole, {}} : Alias{Alias::Element, {}});
  } else if (model->read && model->read->from == effects::Operand()) {
    touch(Touch::Access, event.arguments.size() > 1 ? positionOf(event.arguments[1].value) : front());
  } else if (returns && returns->viewOf && callee.returnsReference) {
    Position at = !event.arguments.empty() ? positionOf(event.arguments[0].value) : front();
    bool last = event.arguments.empty() && !isAtFront(returns->offset);
    bool block = !returns->viewOf->fields.empty() && returns->viewOf->fields[0] == "target" && event.arguments.empty();
    if (!block)
      touch(last ? Touch::Last : Touch::Access, at);
    defineResult(event, block ? Alias{Alias::Whole, {}} : Alias{Alias::Element, last ? Position() : at});
  } else if (returns && returns->viewOf) {
    bool piece = !event.arguments.empty();
    if (piece)
      touch(Touch::Access, positionOf(event.arguments[0].value));
    defineResult(event, piece                                          ? Alias{Alias::Element, {}}
                        : returns->offset && !isAtFront(returns->offset) ? Alias{Alias::Mark, {}}
                                                                       : Alias{Alias::Whole, {}});
  } else if (returns && (!returns->state.empty() || returns->copyOf)) {
    if (!event.arguments.empty())
      touch(Touch::Access, positionOf(event.arguments[0].value));
    else
      known.try_emplace(event.place.root, Alias{Alias::Carrier, {}});
  } else if (event.arguments.empty()) {
    touch(Touch::Size);
  } else {
    touch(Touch::Whole);
  }
}

} // namespace highwater::flow
