// One pass over all events, and the question that it is for: is something needed behind every call?

#include "analysis/program/Callers.h"

#include "analysis/program/Analysis.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using events::Event;
using events::none;
using events::Operand;
using events::Variable;
using flow::OwnerId;

static void collectFunctions(const Operand &operand, std::set<std::string> &into) {
  if (operand.kind == Operand::Function)
    into.insert(operand.text);
  for (const Operand &part : operand.operands)
    collectFunctions(part, into);
}

Callers::Callers(const Linkage &linkage) : linkage(linkage) {
  for (unsigned unit = 0; unit < linkage.units.size(); ++unit) {
    auto scan = [&](const events::Function &function, FunctionReference reference, bool runs) {
      for (events::BlockId block = 0; block < function.body.blocks.size(); ++block)
        for (unsigned index = 0; index < function.body.blocks[block].events.size(); ++index) {
          const Event &event = function.body.blocks[block].events[index];
          collectFunctions(event.value, exposed);
          for (const events::Argument &argument : event.arguments)
            collectFunctions(argument.value, exposed);
          if (event.kind != Event::Call || event.callee.usr.empty())
            continue;
          if (runs)
            calls[event.callee.usr].push_back({reference, block, index});
          else
            exposed.insert(event.callee.usr);
        }
    };
    const events::Unit &code = linkage.units[unit];
    for (unsigned index = 0; index < code.functions.size(); ++index)
      if (code.functions[index].inMainFile || linkage.isFirst({unit, index})) // a header's are the same in all units
        scan(code.functions[index], {unit, index}, true);
    scan(code.globalInitializers, {}, false);
  }
}

const std::vector<CallPlace> *Callers::of(FunctionReference reference, bool wholeProgram) const {
  const events::Function &function = linkage.function(reference);
  bool hidden = function.local || llvm::StringRef(function.usr).starts_with(linkage.unit(reference).mainFile + "#");
  // Operators, destructors and conversions are called by what the events do not show: algorithms, containers.
  bool silent = llvm::StringRef(function.name).contains("operator") || llvm::StringRef(function.name).contains("~") ||
                llvm::StringRef(function.name).contains("(");
  bool overrides = !function.overrides.empty() || !linkage.overriders(function.usr).empty();
  if ((!hidden && !wholeProgram) || silent || overrides || function.isMain || exposed.count(function.usr))
    return nullptr;
  auto found = calls.find(function.usr);
  return found == calls.end() ? nullptr : &found->second;
}

llvm::ArrayRef<CallPlace> Callers::knownOf(FunctionReference reference) const {
  auto found = calls.find(linkage.function(reference).usr);
  return found == calls.end() ? llvm::ArrayRef<CallPlace>() : llvm::ArrayRef(found->second);
}

/// Where a call passes what a parameter (or the object) leads to.
static std::optional<events::Place> passed(const Event &event, const Variable &parameter) {
  const Operand *operand = nullptr;
  if (parameter.storage == Variable::This)
    operand = event.object ? &*event.object : nullptr;
  else if (parameter.index < event.arguments.size())
    operand = &event.arguments[parameter.index].value;
  while (operand && operand->kind == Operand::Cast)
    operand = &operand->operands[0];
  if (!operand || (operand->kind != Operand::Address && operand->kind != Operand::Read))
    return std::nullopt;
  events::Place place = operand->place;
  if (operand->kind == Operand::Read)
    place.path.push_back({events::Projection::Deref, "", nullptr});
  return place;
}

/// The USR of an owner that is a global; null if it is none.
static const std::string *globalOf(const events::Function &function, const flow::Owners &owners, OwnerId owner) {
  if (owners.isForeign(owner))
    return &owners.part(owner).path[0];
  const Variable &variable = function.body.variables[owners.rootOf(owner)];
  return variable.storage == Variable::Global && !owners.isPart(owner) ? &variable.usr : nullptr;
}

bool Analysis::isGlobalDeadBehind(FunctionReference reference, const std::string &usr) {
  if (!globals().find(usr))
    return false;
  if (linkage.function(reference).isMain)
    return true;
  if (!callers)
    callers.emplace(linkage);
  const std::vector<CallPlace> *calls = callers->of(reference, options.wholeProgram);
  return calls && llvm::all_of(*calls, [&](const CallPlace &call) {
           const Body &outer = bodyOf(call.caller);
           OwnerId here = outer.borrows.owners.findGlobal(usr);
           return here != none && !outer.borrows.escapes(here) &&
                  !outer.liveness.liveAfter(here, call.block, call.event) && isDeadBehind(call.caller, here);
         });
}

bool Analysis::staysHome(llvm::StringRef usr) {
  for (unsigned unit = 0; unit < linkage.units.size(); ++unit)
    for (unsigned index = 0; index < linkage.units[unit].functions.size(); ++index)
      if (globals().mentionedBy({unit, index}).count(usr.str())) {
        const flow::Borrows &borrows = bodyOf({unit, index}).borrows;
        if (OwnerId here = borrows.owners.findGlobal(usr); here != none && borrows.escapes(here))
          return false;
      }
  return true;
}

bool Analysis::isDeadBehind(FunctionReference reference, OwnerId owner) {
  auto [known, isNew] = deadBehind.try_emplace({reference, owner}, false); // a recursion proves nothing
  if (!isNew)
    return known->second;
  if (!callers)
    callers.emplace(linkage);
  const std::vector<CallPlace> *calls = callers->of(reference, options.wholeProgram);
  const Body &body = bodyOf(reference);
  const flow::Owners &owners = body.borrows.owners;
  const events::Function &callee = linkage.function(reference);
  if (const std::string *usr = globalOf(callee, owners, owner))
    return deadBehind[{reference, owner}] = isGlobalDeadBehind(reference, *usr);
  const Variable &parameter = callee.body.variables[owners.rootOf(owner)];
  bool outside = parameter.storage == Variable::This || parameter.storage == Variable::Parameter;
  if (!calls || !outside || !owners.isPart(owner) || owners.part(owner).path[0] != "*" || body.borrows.escapes(owner))
    return false;
  llvm::ArrayRef<std::string> below = llvm::ArrayRef(owners.part(owner).path).drop_front();
  for (const CallPlace &call : *calls) {
    const events::Function &caller = linkage.function(call.caller);
    const events::Unit &unit = linkage.unit(call.caller);
    std::optional<events::Place> place = passed(caller.body.blocks[call.block].events[call.event], parameter);
    if (!place || place->root == none)
      return false;
    const Body &outer = bodyOf(call.caller);
    events::Place named = outer.borrows.owners.canonical(*place);
    flow::PartPath path = flow::pathOf(named);
    if (path.size() != named.path.size())
      return false; // an element
    path.insert(path.end(), below.begin(), below.end());
    OwnerId here = outer.borrows.owners.find(named.root, path);
    if (here == none || outer.borrows.escapes(here) || outer.liveness.liveAfter(here, call.block, call.event))
      return false;
    const Variable &root = caller.body.variables[named.root];
    flow::TypeRef type{&unit, root.type};
    bool own = root.storage == Variable::Local || root.storage == Variable::Temporary ||
               (root.storage == Variable::Parameter && path[0] != "*");
    bool pointer = own && type->kind == events::Type::Pointer;
    if (own ? pointerTypes.effectful(type) || (pointer && !ownsItsBlock(call.caller, named.root))
            : !isDeadBehind(call.caller, here))
      return false;
  }
  return deadBehind[{reference, owner}] = true;
}

} // namespace highwater::program
