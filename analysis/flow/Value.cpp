// Construction and navigation of abstract values; their size is in Heap.cpp, their joins in Join.cpp.

#include "analysis/flow/Alternatives.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Keyed.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;
using size::Symbol;
using Kind = events::Type::Kind;

Location Location::at(Step step) const {
  Location result = *this;
  result.path.push_back(std::move(step));
  return result;
}

bool tooMany(const std::vector<Location> &targets) {
  size_t functions = llvm::count_if(targets, [](const Location &target) { return target.isFunction(); });
  return targets.size() - functions > maximalTargets || functions > maximalFunctions;
}

ValueRef emptyValue() {
  static const ValueRef empty = std::make_shared<Value>();
  return empty;
}

ValueRef unknownValue(std::string reason) {
  auto value = std::make_shared<Value>();
  value->kind = Value::Unknown;
  value->reason = std::move(reason);
  return value;
}

ValueRef scalar(Expr number) {
  auto value = std::make_shared<Value>();
  value->kind = Value::Scalar;
  value->number = std::move(number);
  return value;
}

ValueRef pointerTo(std::vector<Location> targets) {
  auto value = std::make_shared<Value>();
  value->kind = Value::Pointer;
  value->targets = std::move(targets);
  return value;
}

ValueRef symbolic(Subject origin, TypeRef type) {
  auto value = std::make_shared<Value>();
  value->kind = Value::Symbolic;
  value->origin = std::move(origin);
  value->type = type;
  return value;
}

const effects::TypeModel *Values::modelOf(TypeRef type) const {
  if (!type || type->kind != Kind::Record || type->name.empty())
    return nullptr;
  if (!type->arguments.empty()) // a specialisation such as `std::vector<bool>` has a model of its own
    if (const auto *special = catalog.type(type->name + "<" + type.with(type->arguments[0])->spelling + ">"))
      return special;
  const effects::TypeModel *model = catalog.type(type->name);
  // A C struct of the program's own under a name of a library's, such as `group`, whose header it does not include: it may own
  // what its pointers lead to.
  bool own = model && model->role == "plain" && !type->system && !llvm::StringRef(type->name).contains("::") &&
             llvm::any_of(type->fields, [&](const events::Field &field) { return type.with(field.type)->kind == events::Type::Pointer; });
  return own ? nullptr : model;
}

/// What is kept where a class holds this type: of an array of any length, `std::unique_ptr<T[]>`, its elements.
static TypeRef keptType(TypeRef held) {
  return held && held->kind == events::Type::Array && held->count == 0 ? held.pointee() : held;
}

static bool isCharPointer(TypeRef type) {
  TypeRef pointee = type.pointee();
  return pointee && pointee->kind == Kind::Integer && pointee->size == 1;
}

ValueRef Values::expand(const ValueRef &value) const {
  if (value->kind != Value::Symbolic)
    return value;
  auto result = std::make_shared<Value>();
  result->type = value->type;
  const Subject &origin = value->origin;
  if (!value->type)
    return unknownValue("the type of " + origin.str() + " is not known");
  if (origin.depth() > maximalDepth)
    return unknownValue("a long chain of pointers is not followed");
  switch (value->type->kind) {
  case Kind::Integer:
  case Kind::Floating:
    result->kind = Value::Scalar;
    result->number = Expr::symbol({"value", origin});
    if (value->type->kind == Kind::Integer && value->type->size == sizeof(int)) // it may be a descriptor
      result->source = Subject("source", {origin});
    return result;
  case Kind::Pointer:
  case Kind::Reference: {
    result->kind = Value::Pointer;
    result->origin = origin;
    Location target{{events::none, Subject("deref", {origin})}, {}, value->type.pointee()};
    result->targets.push_back(std::move(target));
    if (isCharPointer(value->type))
      result->text = Subject("text", {origin});
    return result;
  }
  case Kind::Array:
    result->kind = Value::Array;
    result->number = Expr(value->type->count);
    result->parts["element"] = symbolic(Subject("element", {origin}), value->type.pointee());
    return result;
  case Kind::Function: // to be called, by whoever knows it
    return value;
  case Kind::Record:
    break;
  default:
    return unknownValue("the value of " + origin.str() + " is not followed");
  }
  result->model = modelOf(value->type);
  result->origin = origin;
  if (!result->model) {
    result->kind = Value::Record;
    return result;
  }
  result->kind = Value::Object;
  for (const auto &[name, initial] : result->model->state)
    result->state[name] = Expr::symbol({name, origin});
  for (const auto &[slot, argument] : result->model->slots)
    result->parts[slot] = symbolic(Subject(slot, {origin}), keptType(slotType(*result, slot)));
  if (result->model->argumentClass == "text")
    result->text = Subject("text", {origin});
  else if (result->model->role == "stream" || result->model->role == "handle" || result->model->role == "view")
    result->source = Subject("source", {origin}), result->position = Subject("position", {origin});
  return result;
}

/// One of the pieces that a record was split into, if that is what the elements are: all of them are there.
static ValueRef pieceAt(const Value &sequence, const ValueRef &element, unsigned index) {
  Subject piece = element->text;
  auto size = sequence.state.find("size");
  if ((piece.head() != "token" && piece.head() != "word") || size == sequence.state.end() ||
      (!size->second.mentions({"fields", piece, true}) && !size->second.mentions({"fields", piece, false})))
    return element;
  Rewriter rewriter = identityRewriter();
  Subject column("column", {piece, Subject(std::to_string(index))});
  rewriter.about(piece, column);
  return rewrite(element, rewriter);
}

bool holdsEntries(const Value &object) {
  return object.kind == Value::Object && object.model && object.model->slots.count("key") &&
         !object.model->slots.count("element");
}

bool intoEntry(const Value &object, Step &step, const Step *next) {
  bool pairs = object.model->slots.count("value");
  if (!pairs || (next && next->name == "first"))
    step.name = "key";
  else if (next && next->name == "second")
    step.name = "value";
  return pairs && step.name != "element";
}

ValueRef Values::part(const ValueRef &whole, const Step &step) const {
  ValueRef value = expand(whole);
  if (value->kind == Value::Unknown)
    return value;
  if (step.name == "element" && holdsEntries(*value)) { // a pair
    auto entry = std::make_shared<Value>();
    entry->kind = Value::Record;
    entry->parts["first"] = part(value, {Step::Slot, "key"});
    entry->parts["second"] = part(value, {Step::Slot, "value"});
    return entry;
  }
  bool letter = value->kind == Value::Object && value->model->argumentClass == "text" && step.name == "element" && step.index;
  if (letter && !value->text.empty())
    return letterAt(value->text, *step.index);
  auto found = value->parts.find(step.kind == Step::Target ? "target" : step.name);
  if (found != value->parts.end())
    return step.index ? pieceAt(*value, found->second, *step.index) : found->second;
  if (llvm::StringRef all = slotOfAll(step.name); all != step.name)
    return part(value, {step.kind, all.str()});
  if (isAlternative(step.name))
    if (ValueRef alternative = asAlternative(*value, step.name))
      return alternative;
  if (isSeveral(*value) && value->origin.empty()) {
    ValueRef either = emptyValue();
    for (const auto &[name, part] : value->parts)
      if (isAlternative(name) && !isAlternative(step.name))
        either = join(either, this->part(part, step));
    return either;
  }
  if (value->kind == Value::Record && value->type) {
    for (const events::Field &field : value->type->fields)
      if (field.name == step.name) {
        TypeRef type = value->type.with(field.type);
        if (value->origin.empty())
          return fresh(type);
        if (value->origin.head() == "deref" && isLink(value->type, type)) // all nodes are where one is
          return pointerTo({{{events::none, value->origin}, {}, value->type}});
        return symbolic(Subject("field", {value->origin, Subject(step.name)}), type);
      }
  }
  if (value->kind == Value::Object && step.kind == Step::Slot && value->model->role != "owner") // which may own nothing
    if (TypeRef type = slotType(*value, step.name))
      return fresh(type);
  return emptyValue();
}

ValueRef Values::withPart(const ValueRef &whole, const Step &step, ValueRef part) const {
  ValueRef value = expand(whole);
  if (value->kind == Value::Unknown)
    return value;
  if (value->kind == Value::Empty || value->kind == Value::Scalar) {
    auto record = std::make_shared<Value>();
    record->kind = Value::Record;
    value = record;
  }
  std::string name = step.kind == Step::Target ? "target" : step.name;
  if (isAlternative(name) && value->origin.empty() && asAlternative(*value, name))
    return part;
  return changed(value, [&](Value &copy) { copy.parts[name] = std::move(part); });
}

ValueRef Values::copied(const ValueRef &whole, const Location &from) const {
  ValueRef value = expand(whole);
  switch (value->kind) {
  case Value::Object:
    return changed(value, [&](Value &copy) {
      copy.origin = {};
      if (copy.model->shared) {
        copy.parts.clear();
        for (auto &[name, number] : copy.state) // counted where the original is
          number = 0;
        auto alias = std::make_shared<Value>();
        alias->kind = Value::Pointer;
        alias->targets.push_back(from.at({Step::Slot, "target"}));
        copy.parts["target"] = alias;
        return;
      }
      auto size = copy.state.find("size"), capacity = copy.state.find("capacity");
      if (copy.model->copyTight && size != copy.state.end() && capacity != copy.state.end())
        capacity->second = size->second;
      for (auto &[name, part] : copy.parts)
        part = copied(part, from.at({Step::Slot, name}));
    });
  case Value::Record: {
    ValueRef result = value;
    if (!value->type)
      return result;
    for (const events::Field &field : value->type->fields) {
      Step step{Step::Field, field.name};
      ValueRef before = part(value, step);
      ValueRef after = copied(before, from.at(step));
      if (after != before)
        result = withPart(result, step, after);
    }
    return result;
  }
  case Value::Array:
    return withPart(value, {Step::Slot, "element"},
                    copied(part(value, {Step::Slot, "element"}), from.at({Step::Slot, "element"})));
  case Value::Pointer: // a copy refers to what the original owns
    if (auto owned = value->parts.find("target"); owned != value->parts.end())
      return changed(value, [&](Value &copy) {
        disown(copy);
        copy.targets.assign(1, contentOf(from));
      });
    return value;
  default:
    return value;
  }
}

} // namespace highwater::flow
