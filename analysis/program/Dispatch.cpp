// A class reaches what it defines, else what the nearest of its bases does.

#include "analysis/program/Dispatch.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using flow::TypeRef;
using flow::Value;
using flow::ValueRef;

/// The classes that records made here are of; nothing if any is another's.
static std::vector<TypeRef> classesOf(const ValueRef &object) {
  if (object->kind != Value::Record || !object->origin.empty())
    return {};
  if (object->type)
    return {object->type};
  std::vector<TypeRef> classes;
  for (const auto &[name, part] : object->parts) {
    if (!flow::isAlternative(name))
      continue;
    std::vector<TypeRef> inner = classesOf(part);
    if (inner.empty())
      return {};
    llvm::append_range(classes, inner);
  }
  return classes;
}

static bool isOrDerivesFrom(TypeRef type, llvm::StringRef name) {
  if (type->name == name)
    return true;
  return llvm::any_of(type->fields, [&](const events::Field &field) {
    return llvm::StringRef(field.name).starts_with("(base ") && isOrDerivesFrom(type.with(field.type), name);
  });
}

std::vector<FunctionReference> reachedBy(const ValueRef &object, std::vector<FunctionReference> overriders,
                                         const Linkage &linkage) {
  auto recordOf = [&](FunctionReference overrider) {
    return TypeRef{&linkage.unit(overrider), linkage.function(overrider).record};
  };
  std::vector<FunctionReference> reached;
  for (TypeRef type : classesOf(object)) {
    auto has = [&](FunctionReference overrider) {
      return recordOf(overrider) && isOrDerivesFrom(type, recordOf(overrider)->name);
    };
    for (FunctionReference overrider : overriders) {
      bool hidden = llvm::any_of(overriders, [&](FunctionReference other) {
        return other != overrider && has(other) && isOrDerivesFrom(recordOf(other), recordOf(overrider)->name);
      });
      if (has(overrider) && !hidden && !llvm::is_contained(reached, overrider))
        reached.push_back(overrider);
    }
  }
  return reached.empty() ? overriders : reached;
}

flow::Resolved wholeObject(const flow::Resolved &base, const flow::State &state) {
  flow::Resolved whole = base;
  for (flow::Location &place : whole.places)
    while (!place.path.empty() && llvm::StringRef(place.path.back().name).starts_with("(base "))
      place.path.pop_back();
  if (whole.places != base.places)
    whole.value = state.load(whole.places);
  return whole;
}

} // namespace highwater::program
