// A class with a destructor of its own and raw pointers is taken as their owner; other raw pointers may borrow.

#include "analysis/flow/Holds.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using Kind = events::Type::Kind;

bool PointerTypes::holds(TypeRef type) {
  if (!type)
    return true;
  auto [found, inserted] = known.try_emplace(&type.get(), false);
  if (!inserted)
    return found->second;
  bool result = decide(type);
  return known[&type.get()] = result;
}

bool PointerTypes::decide(TypeRef type) {
  switch (type->kind) {
  case Kind::Void:
  case Kind::Integer:
  case Kind::Floating:
    return false;
  case Kind::Pointer:
    return !type.pointee() || type.pointee()->kind != Kind::Function;
  case Kind::Reference:
    return true;
  case Kind::Array:
    return holds(type.pointee());
  case Kind::Function:
  case Kind::Other:
    return false;
  case Kind::Record:
    break;
  }
  if (const effects::TypeModel *model = values.modelOf(type)) {
    if (model->role == "stream")
      return false; // it copies what goes through
    if (model->role == "view" || model->role == "handle" || model->effectful || model->argumentClass == "function")
      return true; // a thread, a lock, a callable: whatever they refer to
    if (model->shared)
      return true; // a copy lives off the original
    if (model->role == "owner" && type->arguments.empty())
      return true; // holds anything
    return llvm::any_of(type->arguments, [&](events::TypeId argument) {
      TypeRef content = type.with(argument);
      bool policy = content->kind == Kind::Record && content->system && !values.modelOf(content); // allocator, compare
      return !policy && holds(content);
    });
  }
  if (type->system)
    return true; // a view, an iterator, anything
  bool owner = type->userDestructor && !type->closure;
  return llvm::any_of(type->fields, [&](const events::Field &field) {
    TypeRef member = type.with(field.type);
    return !(owner && member->kind == Kind::Pointer) && holds(member);
  });
}

bool PointerTypes::shares(TypeRef type) {
  const effects::TypeModel *model = type && type->kind == Kind::Record ? values.modelOf(type) : nullptr;
  return model && model->shared;
}

bool PointerTypes::effectful(TypeRef type) {
  if (!type || type->kind != Kind::Record)
    return type && type->kind == Kind::Array && effectful(type.pointee());
  auto [found, inserted] = noticed.try_emplace(&type.get(), false);
  if (!inserted)
    return found->second;
  bool result = false;
  if (const effects::TypeModel *model = values.modelOf(type)) {
    result = model->effectful;
    for (const auto &[slot, argument] : model->slots)
      if (unsigned index; !llvm::StringRef(argument).drop_front().getAsInteger(10, index) && index < type->arguments.size())
        result |= effectful(type.with(type->arguments[index]));
    for (events::TypeId argument : model->slots.count("target") ? type->arguments : std::vector<events::TypeId>()) {
      TypeRef deleter = type.with(argument);
      result |= argument != type->arguments[0] && deleter && deleter->kind == Kind::Record && !deleter->system &&
                llvm::StringRef(type->spelling).contains(deleter->spelling) && // defaults are not spelled
                !deletesQuietly(deleter);
    }
  } else if (type->system) {
    result = true; // nobody said what it does
  } else {
    result = (type->userDestructor && !endsQuietly(type)) ||
             llvm::any_of(type->fields, [&](const events::Field &field) { return effectful(type.with(field.type)); });
  }
  return noticed[&type.get()] = result;
}

bool PointerTypes::ownsMemory(TypeRef type) {
  if (!type)
    return false;
  if (type->kind == Kind::Array)
    return ownsMemory(type.pointee());
  if (type->kind == Kind::Pointer)
    return type.pointee() && type.pointee()->kind != Kind::Function && !type->constPointee;
  if (type->kind != Kind::Record)
    return false;
  if (const effects::TypeModel *model = values.modelOf(type))
    return !model->effectful && (model->heap.kind != effects::Formula::Number || model->heap.number != 0);
  auto [found, inserted] = owning.try_emplace(&type.get(), false);
  if (!inserted)
    return found->second;
  bool result = !type->system && llvm::any_of(type->fields, [&](const events::Field &field) {
    return ownsMemory(type.with(field.type));
  });
  return owning[&type.get()] = result;
}

TypeRef PointerTypes::contentOf(TypeRef type) const {
  if (type->kind == Kind::Pointer || type->kind == Kind::Reference)
    return type.pointee();
  const effects::TypeModel *model = type->kind == Kind::Record ? values.modelOf(type) : nullptr;
  if (!model || model->role != "owner" || model->shared || type->arguments.empty() || !model->slots.count("target"))
    return {};
  return type.with(type->arguments[0]);
}

bool PointerTypes::dereferences(TypeRef record, const events::Callee &callee) const {
  if (callee.kind != events::Callee::Method || !contentOwned(record))
    return false;
  llvm::StringRef name = callee.name;
  llvm::StringRef bare = name.contains("::operator") ? name.substr(name.rfind("::operator") + 2) : name.rsplit("::").second;
  return llvm::any_of(values.catalog.methods(*values.modelOf(record), bare), [](const effects::CallModel *model) {
    return model->returns && model->returns->viewOf && model->returns->viewOf->fields == std::vector<std::string>{"target"};
  });
}

} // namespace highwater::flow
