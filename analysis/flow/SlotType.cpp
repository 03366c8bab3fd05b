// The types of what modelled objects contain: arguments of their own type, or types that the model names.

#include "analysis/flow/Value.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

static TypeRef typeNamed(const events::Unit &unit, llvm::StringRef name) {
  auto found = llvm::find_if(unit.types, [&](const events::Type &type) { return type.name == name; });
  return found == unit.types.end() ? TypeRef() : TypeRef{&unit, static_cast<events::TypeId>(found - unit.types.begin())};
}

/// `T1` of a modelled type, or a type by its name.
static TypeRef argumentOf(TypeRef type, llvm::StringRef name) {
  unsigned index;
  if (name.contains("::"))
    return typeNamed(*type.unit, name);
  if (!name.consume_front("T") || name.getAsInteger(10, index) || index >= type->arguments.size())
    return {};
  return type.with(type->arguments[index]);
}

TypeRef slotType(const Value &object, const std::string &slot) {
  if (!object.model || !object.type)
    return {};
  auto found = object.model->slots.find(slot);
  return found == object.model->slots.end() ? TypeRef() : argumentOf(object.type, found->second);
}

} // namespace highwater::flow
