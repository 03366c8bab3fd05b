// Objects that a call builds in place: by the constructors of their class.

#include "analysis/flow/Application.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::Content;
using events::Passing;
using size::Subject;

ValueRef built(const Values &values, TypeRef type, std::vector<events::Argument> arguments, std::vector<Resolved> given,
               const events::Location &where, State &state, const Construct &construct) {
  events::Event event;
  event.kind = events::Event::Call;
  event.callee.kind = events::Callee::Constructor;
  event.callee.name = type->name + "::" + type->name.substr(type->name.rfind(':') + 1);
  event.callee.record = type.id;
  event.location = where;
  event.arguments = std::move(arguments);
  Location scratch{{events::none, Subject("scratch")}, {}, type};
  state.beginEmpty(scratch.root);
  state.store(scratch, values.fresh(type));
  CallSite inner(event, std::move(given), {state.load(scratch), {scratch}});
  inner.objectType = type;
  construct(inner, state);
  ValueRef result = state.load(scratch);
  state.forget(scratch.root);
  return result;
}

/// What a constructor of `type` makes of the call's arguments from the first that `content` names.
ValueRef Application::constructed(const Content &content, TypeRef type) {
  unsigned first = content.from.index;
  if (!type || first > site.arguments.size())
    return emptyValue();
  if (type->kind == events::Type::Array) // of so many elements, each as by default
    return values.fresh(type.pointee());
  bool byDefault = first == site.arguments.size();
  if (byDefault && (type->kind != events::Type::Record || values.modelOf(type)))
    return values.fresh(type);
  ValueRef single = byDefault ? emptyValue() : values.expand(site.arguments[first].value);
  bool same = single->type && single->type.unit == type.unit && single->type.id == type.id;
  if (first + 1 == site.arguments.size() && (type->kind != events::Type::Record || same))
    return taken(content.from, content.how);
  if (type->kind != events::Type::Record)
    return values.fresh(type);
  return built(values, type, {site.event.arguments.begin() + first, site.event.arguments.end()},
               {site.arguments.begin() + first, site.arguments.end()}, site.event.location, state, construct);
}

bool isConstructor(const events::Function &function, TypeRef type) {
  auto [scope, name] = llvm::StringRef(function.name).rsplit("::");
  return function.record == type.id && (scope == name || scope.ends_with("::" + name.str()));
}

bool takesItself(const events::Function &constructor, TypeRef type) {
  TypeRef first = type.with(constructor.parameters.empty() ? 0 : constructor.parameters[0]);
  return first && first->kind == events::Type::Reference && first->pointee == type.id;
}

/// The parameter of a class's own copy constructor, if somebody wrote one.
static events::TypeId copiedBy(TypeRef type) {
  for (const events::Function &function : type.unit->functions)
    if (function.parameters.size() == 1 && isConstructor(function, type) && takesItself(function, type) &&
        type.with(function.parameters[0])->constPointee)
      return function.parameters[0];
  return 0;
}

ValueRef Application::copyOf(const Resolved &from) {
  ValueRef value = values.expand(from.value);
  if (from.places.empty())
    return value;
  events::TypeId parameter = value->kind == Value::Record && value->type ? copiedBy(value->type) : 0;
  if (!parameter)
    return values.copied(value, from.places[0]);
  events::Argument argument;
  argument.passing = Passing::ConstReference;
  argument.parameter = parameter;
  return built(values, value->type, {argument}, {from}, site.event.location, state, construct);
}

} // namespace highwater::flow
