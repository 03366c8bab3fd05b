// A variable is forward if everything that changes it adds to it, or takes a position behind one that is forward.

#include "analysis/flow/Forward.h"

#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::Formula;
using events::Event;
using events::none;
using events::Operand;
using events::Passing;
using events::Variable;
using events::VarId;

/// Whether a variable is set from another one, at once or in steps.
bool Forward::follows(VarId variable, VarId other) const {
  std::set<VarId> seen{variable};
  std::vector<VarId> work{variable};
  while (!work.empty()) {
    VarId next = work.back();
    work.pop_back();
    if (next == other)
      return true;
    if (auto found = sources.find(next); found != sources.end())
      for (VarId source : found->second)
        if (seen.insert(source).second)
          work.push_back(source);
  }
  return false;
}

bool Forward::advances(VarId variable) {
  if (!onlyForward(variable) || !moved.count(variable))
    return false;
  // `for (j = i; …; ++j)` in a loop over i goes back each time, unless i goes on from j.
  for (VarId restarted : movesItself)
    if (auto found = sources.find(restarted); found != sources.end())
      for (VarId source : found->second)
        if (!follows(source, restarted))
          return false;
  return true;
}

bool Forward::onlyForward(VarId variable) {
  auto [found, inserted] = judged.try_emplace(variable, true);
  if (!inserted)
    return found->second;
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block) {
    if (!inLoop(block))
      continue;
    for (const Event &event : function.body.blocks[block].events)
      if (!keepsForward(event, variable))
        return judged[variable] = false;
  }
  return true;
}

/// Whether an operand is this variable itself, to be changed.
static bool isChanged(const Operand &operand, VarId variable) {
  return operand.kind == Operand::Address && operand.place.root == variable && operand.place.path.empty();
}

bool Forward::keepsForward(const Event &event, VarId variable) {
  switch (event.kind) {
  case Event::Set: {
    if (event.place.root != variable || !event.place.path.empty())
      return true;
    moved.insert(variable);
    bool itself = false;
    forEachVariable(event.value, [&](VarId other) { itself |= other == variable; });
    if (itself)
      movesItself.insert(variable);
    else
      forEachVariable(event.value, [&](VarId other) { sources[variable].insert(other); });
    return isForward(event.value);
  }
  case Event::Copy:
  case Event::Move: {
    if (event.place.root != variable || !event.place.path.empty())
      return true;
    moved.insert(variable);
    return event.source.path.empty() && onlyForward(event.source.root);
  }
  case Event::Call: {
    if (event.place.root == variable && event.place.path.empty()) {
      moved.insert(variable);
      const effects::CallModel *model = models.of(event);
      std::optional<unsigned> only; // `p = memchr(p, '\n', end - p)` is set from p
      if (model && model->returns && model->returns->viewOf)
        only = indexOf(*model->returns->viewOf);
      for (unsigned index = 0; index < event.arguments.size(); ++index)
        if (!only || *only == index)
          forEachVariable(event.arguments[index].value, [&](VarId other) { sources[variable].insert(other); });
      return isForwardResult(event);
    }
    bool changed = event.object && isChanged(*event.object, variable) && !event.callee.constMethod &&
                   event.callee.kind == events::Callee::Method;
    const effects::CallModel *model = models.of(event);
    for (unsigned index = 0; index < event.arguments.size(); ++index) {
      const events::Argument &argument = event.arguments[index];
      if ((argument.passing != Passing::Reference && argument.passing != Passing::Pointer) ||
          !isChanged(argument.value, variable))
        continue;
      if (!model || !isCutFrom(*model, index)) // `strsep(&rest, "\n")`
        return false;
      moved.insert(variable);
      movesItself.insert(variable);
    }
    if (!changed)
      return true;
    moved.insert(variable);
    movesItself.insert(variable);
    llvm::StringRef name = event.callee.name;
    bool walks = model && llvm::any_of(model->walks, [](const effects::Operand &operand) { return indexOf(operand) == ofObject; });
    bool reads = name.ends_with("::operator*") || name.ends_with("::operator->") || name.ends_with("::operator[]");
    return walks || reads || name.ends_with("::operator++") || name.ends_with("::operator+=") ||
           (model && event.callee.returnsReference && model->returns && model->returns->viewOf);
  }
  case Event::Declare:
    // A position that begins anew in each round, unless it is given one from outside.
    return true;
  default:
    return true;
  }
}

/// Whether a place is where the loop ends: nothing moves it, and a test in the loop compares a position with it. What is set
/// to it goes as far forward as there is.
bool Forward::isEnd(VarId variable) {
  auto alias = touches.aliases().find(variable);
  if (alias == touches.aliases().end() || alias->second.kind != Alias::Mark || moved.count(variable))
    return false;
  for (events::BlockId block = 0; block < function.body.blocks.size(); ++block) {
    const Operand &test = function.body.blocks[block].terminator.condition;
    if (!inLoop(block) || test.kind != Operand::Binary || (test.text != "<" && test.text != "!="))
      continue;
    const Operand &position = test.operands[0], &end = test.operands[1];
    auto reads = [](const Operand &side, VarId id) {
      return side.kind == Operand::Read && side.place.root == id && side.place.path.empty();
    };
    if (reads(end, variable) && position.kind == Operand::Read && touches.aliases().count(position.place.root))
      return true;
  }
  return false;
}

bool Forward::isForward(const Operand &operand) {
  switch (operand.kind) {
  case Operand::Cast:
    return isForward(operand.operands[0]);
  case Operand::Read: {
    VarId root = operand.place.root;
    if (root == none || !operand.place.path.empty())
      return false;
    auto alias = touches.aliases().find(root);
    if (alias != touches.aliases().end() && alias->second.kind == Alias::Whole)
      return false;
    // What is set before the loop and never in it is no position of its own.
    return (onlyForward(root) && moved.count(root)) || isEnd(root);
  }
  case Operand::Binary: {
    if (operand.text != "+")
      return false;
    auto adds = [](const Operand &added) { return added.kind != Operand::Integer || added.integer >= 0; };
    const Operand &left = operand.operands[0], &right = operand.operands[1];
    auto negative = [](const Operand &added) {
      return added.kind == Operand::Unary || (added.kind == Operand::Binary && added.text == "-");
    };
    return (isForward(left) && adds(right) && !negative(right)) || (isForward(right) && adds(left) && !negative(left));
  }
  case Operand::Select:
    return (isForward(operand.operands[1]) || operand.operands[1].kind == Operand::None) &&
           (isForward(operand.operands[2]) || operand.operands[2].kind == Operand::None);
  default:
    return false;
  }
}

bool Forward::isForwardResult(const Event &call) {
  const effects::CallModel *model = models.of(call);
  if (!model)
    return false;
  bool asksSize = model->returns && model->returns->value && call.object && call.arguments.empty() && call.callee.constMethod;
  if (asksSize) // `end = text.size()`, where a search found nothing
    if (auto alias = touches.aliases().find(call.object->place.root); alias != touches.aliases().end())
      return alias->second.kind == Alias::Carrier || alias->second.kind == Alias::Whole;
  if (goesOn(call, *model))
    return true;
  auto argument = [&](unsigned index) {
    if (index >= call.arguments.size())
      return false;
    const Operand &value = call.arguments[index].value;
    Operand read = value; // behind a reference: what is there
    read.kind = value.kind == Operand::Address ? Operand::Read : value.kind;
    return isForward(read);
  };
  bool searches = model->read && !model->read->into && (model->read->record == "separator" || model->read->record == "token");
  if (searches && indexOf(model->read->from) == ofObject) // find(what, from)
    return argument(1) || (call.object && touches.aliases().count(call.object->place.root) &&
                           onlyForward(call.object->place.root) && moved.count(call.object->place.root));
  if (model->returns && model->returns->viewOf && model->returns->viewOf->base == effects::Operand::Argument) {
    bool back = model->returns->offset && model->returns->offset->kind == Formula::Subtract;
    return !back && argument(model->returns->viewOf->index);
  }
  if (model->returns && model->returns->viewOf && indexOf(*model->returns->viewOf) == ofObject && call.object)
    return onlyForward(call.object->place.root) && moved.count(call.object->place.root); // rest = rest.substr(n)
  if (model->returns && model->returns->value && model->returns->value->name == "min")
    return argument(0) || argument(1);
  return false;
}

} // namespace highwater::flow
