// Arguments as a model names them: references are the objects they lead to, pointers stay pointers.

#include "analysis/flow/CallSite.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Alternatives.h"
#include "analysis/flow/PlaceType.h"

#include "analysis/effects/Overload.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::ArgumentClass;
using effects::CallModel;
using events::Operand;
using events::Passing;
using Kind = events::Type::Kind;

/// `{a, b, c}` as one value: so many elements, one stands for all.
static ValueRef listValue(const Evaluator &evaluator, const State &state, const Operand &list) {
  auto array = std::make_shared<Value>();
  array->kind = Value::Array;
  array->number = size::Expr(static_cast<double>(list.operands.size()));
  ValueRef element = emptyValue();
  for (const Operand &operand : list.operands)
    element = evaluator.values.join(element, evaluator.evaluate(state, operand));
  array->parts["element"] = element;
  return array;
}

static Resolved resolveArgument(const Evaluator &evaluator, const State &state, const events::Argument &argument) {
  const Operand &operand = argument.value;
  if (operand.text == "initializer_list" && operand.kind == Operand::None)
    return {listValue(evaluator, state, operand), {}};
  if (isReference(argument.passing)) {
    ValueRef reference = evaluator.evaluate(state, operand);
    if (reference->kind != Value::Pointer)
      return {reference, {}};
    std::vector<Location> places = reference->targets;
    if (places.empty())
      return {reference, {}};
    if (operand.kind != Operand::Address)
      return {state.load(places), places};
    Operand object = operand; // read like any other: argv[1] is a text
    object.kind = Operand::Read;
    return {evaluator.evaluate(state, object), places};
  }
  Resolved result{evaluator.evaluate(state, operand), {}};
  if (operand.kind == Operand::Read)
    result.places = evaluator.locate(state, operand.place);
  return result;
}

std::vector<Location> basesOf(const std::vector<Location> &places, TypeRef base, const State &state) {
  std::vector<Location> result;
  if (!base || base->kind != Kind::Record)
    return places;
  for (const Location &place : places) {
    ValueRef value = state.valuesOf().expand(state.load(place));
    if (isSeveral(*value) && value->origin.empty()) {
      for (const auto &[name, part] : value->parts)
        if (part->type && isOrDerivesFrom(part->type, base->name))
          llvm::append_range(result, basesOf({place.at({Step::Field, name})}, base, state));
      continue;
    }
    Location part = place;
    if (value->kind == Value::Record && value->type && value->type->name != base->name)
      for (const Step &step : stepsToBase(value->type, base->name))
        part = part.at(step);
    result.push_back(std::move(part));
  }
  return result;
}

CallSite::CallSite(const Evaluator &evaluator, const State &state, const events::Event &event) : event(event) {
  for (const events::Argument &argument : event.arguments)
    arguments.push_back(resolveArgument(evaluator, state, argument));
  if (event.object) {
    ValueRef reference = evaluator.values.expand(evaluator.evaluate(state, *event.object));
    object.places = evaluator.referents(reference, event.object->kind == Operand::Read
                                                              ? evaluator.locate(state, event.object->place)
                                                              : std::vector<Location>());
    TypeRef type = evaluator.type(event.callee.record);
    for (Location &place : object.places)
      if (type && place.path.empty() && place.rootType && place.rootType->kind == Kind::Void)
        place.rootType = type;
    if (!event.callee.isVirtual)
      object.places = basesOf(object.places, type, state);
    object.value = state.load(object.places);
    if (isChosenWord(reference) && object.value->text.head() == "argv")
      object.value = changed(object.value, [&](Value &copy) { copy.text = reference->text; });
  } else {
    object.value = emptyValue();
  }
  objectType = evaluator.type(event.callee.record);
  if (event.place.valid()) {
    destination = evaluator.locate(state, event.place);
    resultType = typeOf(evaluator.unit, evaluator.function, event.place);
  }
}

Resolved wholeObject(const Resolved &base, const State &state) {
  Resolved whole = base;
  for (Location &place : whole.places)
    while (!place.path.empty() && events::isBase(place.path.back().name))
      place.path.pop_back();
  if (whole.places != base.places)
    whole.value = state.load(whole.places);
  return whole;
}

/// The bases that a member is inherited through.
static std::vector<Step> stepsToField(TypeRef type, llvm::StringRef field) {
  for (const events::Field &own : type->fields)
    if (own.name == field)
      return {};
  for (const events::Field &own : type->fields) {
    TypeRef base = type.with(own.type);
    if (!events::isBase(own.name) || !base)
      continue;
    std::vector<Step> steps = stepsToField(base, field);
    bool here = llvm::any_of(base->fields, [&](const events::Field &inherited) { return inherited.name == field; });
    if (!here && steps.empty())
      continue;
    steps.insert(steps.begin(), {Step::Field, own.name});
    return steps;
  }
  return {};
}

/// The member of whichever of several classes it is.
static Resolved memberOfEach(const Evaluator &evaluator, const State &state, const Resolved &several, const std::string &field) {
  Resolved result{emptyValue(), {}};
  for (const auto &[name, part] : several.value->parts) {
    if (!isAlternative(name))
      continue;
    Resolved alternative{part, {}};
    for (const Location &place : several.places)
      alternative.places.push_back(place.at({Step::Field, name}));
    Resolved member = memberOf(evaluator, state, alternative, field);
    result.value = evaluator.values.join(result.value, member.value);
    llvm::append_range(result.places, member.places);
  }
  return result;
}

Resolved memberOf(const Evaluator &evaluator, const State &state, const Resolved &whole, const std::string &field) {
  const Values &values = evaluator.values;
  Resolved owner = whole;
  ValueRef value = values.expand(owner.value);
  constexpr unsigned longestChain = 8; // pointers may lead to themselves
  for (unsigned hop = 0; value->kind == Value::Pointer; ++hop) { // an iterator or pointer: what it leads to
    if (hop == longestChain)
      return {unknownValue("pointers that lead to each other are not followed"), {}};
    std::vector<Location> places = evaluator.referents(value, owner.places);
    owner = {state.load(places), places};
    if (field == "element" || field == "target")
      return owner;
    value = values.expand(owner.value);
  }
  if (isAlternative(field))
    if (Resolved object = wholeObject(owner, state); object.places != owner.places)
      owner = object, value = values.expand(object.value);
  if (isSeveral(*value) && value->origin.empty() && !isAlternative(field))
    return memberOfEach(evaluator, state, {value, owner.places}, field);
  if (value->kind == Value::Record && value->type && !value->parts.count(field))
    for (const Step &base : stepsToField(value->type, field)) {
      value = values.expand(values.part(value, base));
      for (Location &place : owner.places)
        place = place.at(base);
    }
  Step step{value->kind == Value::Record ? Step::Field : Step::Slot, field};
  Resolved result{values.part(value, step), {}};
  for (const Location &place : owner.places)
    result.places.push_back(place.at(step));
  return result;
}

/// The class an overload pattern knows an argument by.
static ArgumentClass classOf(const Values &values, TypeRef objectType, const events::Unit &unit,
                             const events::Argument &argument) {
  if (argument.value.text == "initializer_list" && argument.value.kind == Operand::None)
    return ArgumentClass::List;
  TypeRef type{&unit, argument.parameter ? argument.parameter : argument.value.type};
  if (type && type->kind == Kind::Reference)
    type = type.pointee();
  if (!type)
    return ArgumentClass::Other;
  switch (type->kind) {
  case Kind::Integer:
    return ArgumentClass::Int;
  case Kind::Floating:
    return ArgumentClass::Real;
  case Kind::Function:
    return ArgumentClass::Function;
  case Kind::Array:
  case Kind::Pointer: {
    TypeRef pointee = type.pointee();
    if (pointee && pointee->kind == Kind::Function)
      return ArgumentClass::Function;
    bool text = pointee && pointee->kind == Kind::Integer && pointee->size == 1;
    return text ? ArgumentClass::Text : ArgumentClass::Pointer;
  }
  case Kind::Record:
    break;
  default:
    return ArgumentClass::Other;
  }
  if (type->closure)
    return ArgumentClass::Function;
  if (objectType && type->name == objectType->name)
    return ArgumentClass::Self;
  if (const effects::TypeModel *model = values.modelOf(type))
    return effects::argumentClass(*model);
  return type->name.ends_with("iterator") ? ArgumentClass::Iterator : ArgumentClass::Other;
}

/// The name of an argument's class, seen through pointers and references; empty if it has none.
static llvm::StringRef classNameOf(const events::Unit &unit, const events::Argument &argument) {
  TypeRef type{&unit, argument.parameter ? argument.parameter : argument.value.type};
  while (type && (type->kind == Kind::Reference || type->kind == Kind::Pointer))
    type = type.pointee();
  return type && type->kind == Kind::Record ? llvm::StringRef(type->name) : "";
}

const CallModel *findModel(const Evaluator &evaluator, const State &, const CallSite &site) {
  return findModel(evaluator.values, evaluator.unit, site.event, site.objectType);
}

/// Whether a C function is the program's own that has the name of one of a library, whose header it does not include.
static bool onlySharesName(const effects::Catalog &catalog, const events::Unit &unit, const events::Callee &callee) {
  if (callee.system || llvm::StringRef(callee.name).contains("::"))
    return false;
  const effects::ModelFile *described = catalog.fileOf(callee.name);
  bool shipped = llvm::any_of(catalog.files(), [&](const effects::Catalog::File &file) {
    return file.file == described && file.layer == effects::Layer::Shipped;
  });
  return shipped && llvm::any_of(unit.functions, [&](const events::Function &function) { return function.usr == callee.usr; });
}

const CallModel *findModel(const Values &values, const events::Unit &unit, const events::Event &event,
                           TypeRef objectType) {
  const events::Callee &callee = event.callee;
  const effects::Catalog &catalog = values.catalog;
  std::vector<const CallModel *> candidates;
  llvm::StringRef name = callee.name;
  if (callee.kind == events::Callee::Function) {
    candidates = catalog.functions(name).vec();
    if (!candidates.empty() && onlySharesName(catalog, unit, callee))
      return nullptr;
    if (candidates.empty() && name.ends_with(">")) // `get<0>` as any other
      candidates = catalog.functions(name.substr(0, name.rfind('<'))).vec();
  } else {
    size_t split = name.rfind("::operator"), depth = 0; // whose name may hold any sign
    for (size_t at = split == std::string::npos ? name.size() : 0; at-- > 1;) { // the last `::` outside template arguments
      depth += name[at] == '>';
      depth -= name[at] == '<' && depth;
      if (!depth && name[at] == ':' && name[at - 1] == ':') {
        split = at - 1;
        break;
      }
    }
    if (split == std::string::npos)
      return nullptr;
    const effects::TypeModel *type = values.modelOf(objectType);
    if (!type)
      type = catalog.type(name.substr(0, split));
    if (!type)
      return nullptr;
    llvm::StringRef method = callee.kind == events::Callee::Constructor  ? "(construct)"
                             : callee.kind == events::Callee::Destructor ? "(destroy)"
                                                                         : name.substr(split + 2);
    candidates = catalog.methods(*type, method);
  }
  if (candidates.empty())
    return nullptr;
  std::vector<effects::ArgumentShape> shapes;
  for (const events::Argument &argument : event.arguments)
    shapes.push_back({classOf(values, objectType, unit, argument), classNameOf(unit, argument)});
  return effects::chooseOverload(candidates, shapes);
}

} // namespace highwater::flow
