// One walk over all operands of a function serves reading and renaming.

#include "analysis/events/References.h"

using namespace highwater::events;
using llvm::StringRef;

template <typename Operand, typename Each> static void walk(Operand &operand, const Each &each);

template <typename Place, typename Each> static void walkPlace(Place &place, const Each &each) {
  for (auto &step : place.path) {
    if (!step.index)
      continue;
    if constexpr (std::is_const_v<Place>) {
      walk(*step.index, each);
    } else {
      auto copy = std::make_shared<Operand>(*step.index);
      walk(*copy, each);
      step.index = std::move(copy);
    }
  }
}

template <typename Operand, typename Each> static void walk(Operand &operand, const Each &each) {
  each(operand);
  for (auto &inner : operand.operands)
    walk(inner, each);
  walkPlace(operand.place, each);
}

template <typename Body, typename Each> static void walkBody(Body &body, const Each &each) {
  for (auto &block : body.blocks) {
    for (auto &event : block.events) {
      walkPlace(event.place, each);
      walkPlace(event.source, each);
      walk(event.value, each);
      walk(event.callee.target, each);
      if (event.object)
        walk(*event.object, each);
      for (auto &argument : event.arguments)
        walk(argument.value, each);
    }
    walk(block.terminator.condition, each);
    walkPlace(block.terminator.range, each);
  }
}

/// Adds a type and the types of its parts.
static void reach(const Unit &unit, TypeId id, llvm::BitVector &types) {
  std::vector<TypeId> work{id};
  while (!work.empty()) {
    TypeId next = work.back();
    work.pop_back();
    if (next >= unit.types.size() || types.test(next))
      continue;
    types.set(next);
    const Type &type = unit.types[next];
    work.push_back(type.pointee);
    work.insert(work.end(), type.arguments.begin(), type.arguments.end());
    for (const Field &field : type.fields)
      work.push_back(field.type);
  }
}

References highwater::events::referencesOf(const Unit &unit, const Function &function) {
  References result;
  result.types.resize(unit.types.size());
  auto type = [&](TypeId id) { reach(unit, id, result.types); };
  type(function.record);
  type(function.result);
  for (TypeId parameter : function.parameters)
    type(parameter);
  for (const Variable &variable : function.body.variables)
    type(variable.type);
  walkBody(function.body, [&](const Operand &operand) {
    type(operand.type);
    if (operand.kind == Operand::Function)
      result.functions.insert(operand.text);
  });
  for (const Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      type(event.type);
      if (event.kind != Event::Call)
        continue;
      type(event.callee.record);
      for (const Argument &argument : event.arguments)
        type(argument.parameter);
      if (event.callee.usr.empty())
        continue;
      result.functions.insert(event.callee.usr);
      if (event.callee.isVirtual)
        result.virtuals.insert(event.callee.usr);
    }
  for (unsigned id : result.types.set_bits())
    if (const std::string &destructor = unit.types[id].destructorUsr; !destructor.empty())
      result.functions.insert(destructor);
  return result;
}

void highwater::events::renameFiles(Unit &unit, llvm::function_ref<std::string(StringRef)> rename) {
  std::string before = unit.mainFile + "#";
  unit.mainFile = rename(unit.mainFile);
  std::string after = unit.mainFile + "#";
  auto usr = [&](std::string &text) {
    if (StringRef(text).starts_with(before))
      text.replace(0, before.size(), after);
  };
  auto function = [&](Function &each) {
    usr(each.usr);
    if (!each.file.empty())
      each.file = rename(each.file);
    for (std::string &overridden : each.overrides)
      usr(overridden);
    for (Variable &variable : each.body.variables)
      usr(variable.usr);
    for (Block &block : each.body.blocks)
      for (Event &event : block.events)
        usr(event.callee.usr);
    walkBody(each.body, [&](Operand &operand) {
      if (operand.kind == Operand::Function)
        usr(operand.text);
    });
  };
  for (std::string &file : unit.files)
    file = rename(file);
  for (Type &type : unit.types)
    usr(type.destructorUsr);
  for (Variable &global : unit.globals)
    usr(global.usr);
  for (Function &each : unit.functions)
    function(each);
  function(unit.globalInitializers);
}
