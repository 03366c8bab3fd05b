// A closure over the calls that the units show. What functions mention that run at any time (threads, callbacks) is never
// told to be dead.

#include "analysis/program/Globals.h"

#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::Event;
using events::none;
using events::Operand;
using events::Variable;

Globals::Globals(const Linkage &linkage, const effects::Catalog &catalog, bool wholeProgram) : linkage(linkage) {
  for (const events::Unit &unit : linkage.units)
    for (const Variable &global : unit.globals)
      if (wholeProgram || llvm::StringRef(global.usr).starts_with(unit.mainFile + "#"))
        known.try_emplace(global.usr, &unit, &global);
  for (unsigned unit = 0; unit < linkage.units.size(); ++unit)
    for (unsigned index = 0; index < linkage.units[unit].functions.size(); ++index)
      collect(linkage.units[unit], linkage.units[unit].functions[index], catalog, {unit, index});
  close();
  std::set<std::string> unsure;
  for (FunctionReference reference : elsewhere)
    unsure.insert(mentioned[reference].begin(), mentioned[reference].end());
  for (const std::string &usr : unsure)
    known.erase(usr);
}

/// `free(p)`, `delete p`, `p = malloc(n)` need nothing of what is there.
static bool onlyGivesBack(const events::Unit &unit, const events::Function &function, const Event &event,
                          events::VarId global, const effects::Catalog &catalog) {
  bool whole = event.place.root == global && event.place.path.empty();
  bool pointer = unit.types[function.body.variables[global].type].kind == events::Type::Pointer;
  bool again = false; // `p = realloc(p, n)`
  flow::forEachVariable(event.value, [&](events::VarId id) { again |= id == global; });
  for (const events::Argument &argument : event.arguments)
    flow::forEachVariable(argument.value, [&](events::VarId id) { again |= id == global; });
  if (event.kind == Event::Free || (pointer && whole && !again))
    return whole;
  return event.kind == Event::Call && !event.place.valid() &&
         llvm::any_of(catalog.functions(event.callee.name), [&](const effects::CallModel *model) {
           return model->frees && model->frees->index < event.arguments.size() &&
                  event.arguments[model->frees->index].value.place.root == global;
         });
}

void Globals::collect(const events::Unit &unit, const events::Function &function, const effects::Catalog &catalog,
                      FunctionReference reference) {
  std::set<std::string> &own = mentioned[reference];
  llvm::StringRef name = function.name;
  if (name.contains("operator") || name.contains("~") || !function.overrides.empty())
    elsewhere.insert(reference);
  auto run = [&](const Operand &operand, auto &self) -> void {
    if (operand.kind == Operand::Function)
      if (auto body = linkage.definition(operand.text, unit))
        elsewhere.insert(*body);
    for (const Operand &part : operand.operands)
      self(part, self);
  };
  for (const events::Block &block : function.body.blocks) {
    auto mention = [&](events::VarId id) {
      const Variable &variable = function.body.variables[id];
      if (variable.storage == Variable::Global)
        own.insert(variable.usr);
    };
    for (const Event &event : block.events) {
      flow::forEachVariable(event, [&](events::VarId id) {
        if (!onlyGivesBack(unit, function, event, id, catalog))
          mention(id);
      });
      run(event.value, run);
      for (const events::Argument &argument : event.arguments)
        run(argument.value, run);
      if (event.kind == Event::Call)
        if (auto body = linkage.definition(event.callee.usr, unit))
          callees[reference].insert(*body);
    }
    flow::forEachVariable(block.terminator, mention);
  }
}

void Globals::close() {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto &[caller, called] : callees) {
      std::set<std::string> &own = mentioned[caller];
      size_t before = own.size();
      for (FunctionReference callee : called)
        if (auto found = mentioned.find(callee); found != mentioned.end())
          own.insert(found->second.begin(), found->second.end());
      changed |= own.size() != before;
    }
  }
}

const std::set<std::string> &Globals::mentionedBy(FunctionReference function) const {
  static const std::set<std::string> nothing;
  auto found = mentioned.find(function);
  return found == mentioned.end() ? nothing : found->second;
}

std::vector<flow::Part> Globals::ownersOf(FunctionReference function) const {
  std::vector<flow::Part> owners;
  const std::vector<Variable> &variables = linkage.function(function).body.variables;
  for (const std::string &usr : mentionedBy(function)) {
    auto found = known.find(usr);
    bool own = llvm::any_of(variables, [&](const Variable &variable) { return variable.usr == usr; });
    if (found != known.end() && !own)
      owners.push_back({none, {usr, found->second.second->name}, {found->second.first, found->second.second->type}});
  }
  return owners;
}

const std::pair<const events::Unit *, const Variable *> *Globals::find(llvm::StringRef usr) const {
  auto found = known.find(usr.str());
  return found == known.end() ? nullptr : &found->second;
}

} // namespace highwater::program
