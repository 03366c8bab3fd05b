// Events other than calls, and what operands refer to. Runs until no new alias is found.

#include "analysis/flow/Touches.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using events::Place;
using events::Projection;
using events::Variable;
using events::VarId;
using Kind = events::Type::Kind;

std::vector<const Event *> writesOf(const events::Function &function, VarId variable) {
  std::vector<const Event *> writes;
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events) {
      bool gives = event.kind == Event::Set || event.kind == Event::Copy || event.kind == Event::Move ||
                   event.kind == Event::Call || event.kind == Event::Allocate;
      if (gives && event.place.root == variable && event.place.path.empty())
        writes.push_back(&event);
    }
  return writes;
}

Touches::Touches(const events::Unit &unit, const events::Function &function, CallModels &models,
                 const Origins &origins, PointerTypes &types, const HandlingOf &callees, VarId object)
    : unit(unit), function(function), models(models), origins(origins), types(types), callees(callees) {
  const Variable &variable = function.body.variables[object];
  bool refers = variable.storage == Variable::Parameter && typeOf(object) && typeOf(object)->kind != Kind::Record;
  known[object] = {refers ? Alias::Whole : Alias::Carrier, {}};
  if (refers && moves(object))
    known[object] = {Alias::Walker, {Position::Constant, none, 0, nullptr}};
  constexpr unsigned longestChain = 6; // of aliases that are set before what they refer to
  for (unsigned round = 0; round < longestChain; ++round) {
    size_t before = known.size();
    touches.clear();
    for (block = 0; block < function.body.blocks.size(); ++block) {
      const events::Block &code = function.body.blocks[block];
      for (index = 0; index < code.events.size(); ++index) {
        location = code.events[index].location;
        runEvent(code.events[index]);
      }
      index = none;
      runTerminator(code);
    }
    if (known.size() == before)
      return;
  }
}

std::vector<VarId> Touches::carriers() const {
  std::vector<VarId> result;
  for (const auto &[variable, alias] : known)
    if (alias.kind == Alias::Carrier)
      result.push_back(variable);
  return result;
}

void Touches::touch(Touch::Kind kind, Position position) {
  Touch touch;
  touch.kind = kind;
  touch.block = block;
  touch.event = index;
  touch.location = location;
  touch.position = position;
  touches.push_back(std::move(touch));
}

void Touches::runTerminator(const events::Block &code) {
  location = code.terminator.location;
  visit(code.terminator.condition);
  if (code.terminator.kind != events::Terminator::Each)
    return;
  Alias range = visit(code.terminator.range, true);
  if (range.kind == Alias::Whole)
    touch(Touch::Walk);
  else if (range.kind == Alias::Walker || range.kind == Alias::Mark)
    touch(Touch::Whole);
}

void Touches::runEvent(const Event &event) {
  switch (event.kind) {
  case Event::Declare:
  case Event::Free:
    if (auto alias = known.find(event.place.root); alias != known.end() && alias->second.kind == Alias::Carrier)
      touch(event.place.path.empty() ? Touch::Reset : Touch::Size);
    return;
  case Event::Set:
    return runSet(event);
  case Event::Copy:
  case Event::Move:
    return runTransfer(event);
  case Event::Call:
    return runCall(event);
  case Event::Allocate:
    visit(event.value);
    if (auto alias = known.find(event.place.root); alias != known.end() && alias->second.kind == Alias::Carrier)
      touch(event.place.path.empty() ? Touch::Reset : Touch::Change);
    return;
  case Event::Use:
    if (visit(event.place, false).kind == Alias::Whole)
      touch(Touch::Whole);
    return;
  case Event::End:
  case Event::Return:
    return;
  }
}

/// `p = p + strlen(word)`: how far, and whether it is forward, is not a matter of what it refers to.
static bool advancesItself(const Event &event) {
  const Operand *value = &event.value;
  while (value->kind == Operand::Cast)
    value = &value->operands[0];
  return value->kind == Operand::Binary && value->text == "+" && llvm::any_of(value->operands, [&](const Operand &part) {
           return part.kind == Operand::Read && part.place.root == event.place.root && part.place.path.empty();
         });
}

void Touches::runSet(const Event &event) {
  Alias value = visit(event.value);
  auto to = known.find(event.place.root);
  Alias::Kind target = to == known.end() ? Alias::None : to->second.kind;
  bool part = !event.place.path.empty();
  bool terminates = value.kind == Alias::None && event.value.kind == Operand::Integer && target == Alias::Carrier && part;
  if (terminates) {
    touch(Touch::Change); // `buffer[size] = 0`
  } else if (target == Alias::None || (target == Alias::Element && value.kind != Alias::None)) {
    visit(event.place, true);
    if (value.kind != Alias::None)
      define(event.place, value);
  } else if ((target == Alias::Carrier || target == Alias::Whole) && part && origins.isData(event.value)) {
    for (const Projection &step : event.place.path)
      if (step.index)
        visit(*step.index);
    touch(Touch::Fill);
  } else if (target == Alias::Carrier && !part) {
    if (value.kind == Alias::None)
      touch(Touch::Reset);
  } else if (part) {
    visit(event.place, true);
  } else if (value.kind != Alias::None && !(target == Alias::Walker && advancesItself(event))) {
    define(event.place, value);
  }
}

void Touches::runTransfer(const Event &event) {
  Alias from = visit(event.source, false);
  auto to = known.find(event.place.root);
  bool intoObject = to != known.end() && (to->second.kind == Alias::Carrier || to->second.kind == Alias::Whole);
  if (from.kind == Alias::Whole) {
    const Variable &target = function.body.variables[event.place.root];
    bool plain = event.place.path.empty() && typeOf(event.place.root)->kind == Kind::Record &&
                 (target.storage == Variable::Local || target.storage == Variable::Temporary);
    bool iterator = plain && !models.typeOf(event.place.root);
    if (iterator)
      define(event.place, from);
    else if (plain)
      known[event.place.root] = {Alias::Carrier, {}};
    else
      touch(Touch::Whole);
    return;
  }
  if (intoObject) {
    bool whole = event.place.path.empty();
    if (whole) {
      touch(Touch::Reset);
      // What a call gave is taken over: the temporary is the object, for a while.
      if (function.body.variables[event.source.root].storage == Variable::Temporary && event.source.path.empty())
        known.try_emplace(event.source.root, Alias{Alias::Carrier, {}});
      return;
    }
    if (origins.isData(event.source.root))
      return touch(Touch::Fill);
    visit(event.place, true);
    return;
  }
  if (from.kind != Alias::None && types.holds(typeOf(event.place.root)))
    define(event.place, from);
}

/// What is stored elsewhere refers on to the object.
void Touches::define(const Place &place, const Alias &alias) {
  if (place.root == none)
    return;
  const Variable &variable = function.body.variables[place.root];
  bool own = variable.storage == Variable::Parameter && typeOf(place.root) && typeOf(place.root)->kind == Kind::Pointer;
  bool local = variable.storage == Variable::Local || variable.storage == Variable::Temporary || own;
  if (!local || (!place.path.empty() && alias.kind != Alias::Element)) {
    if (alias.kind != Alias::Inserter)
      touch(Touch::Whole);
    return;
  }
  Alias::Kind kind = alias.kind;
  bool place_ = kind == Alias::Whole || kind == Alias::Mark || kind == Alias::Walker;
  bool isReference = typeOf(place.root) && typeOf(place.root)->kind == Kind::Reference;
  if (place_ && !isReference && moves(place.root)) {
    kind = Alias::Walker;
    if (alias.kind == Alias::Mark && alias.position.kind == Position::Unknown)
      touch(Touch::Whole); // it may well go backwards from the end
  } else if (kind == Alias::Walker && !isReference) {
    kind = Alias::Mark;
  }
  auto [entry, inserted] = known.try_emplace(place.root, Alias{kind, alias.position});
  if (inserted || entry->second.kind == kind)
    return;
  bool worse = entry->second.kind == Alias::Carrier || kind == Alias::Carrier;
  if (worse)
    touch(Touch::Whole);
  else if (kind == Alias::Walker || entry->second.kind == Alias::Element)
    entry->second.kind = kind;
}

void Touches::defineResult(const Event &event, const Alias &alias) {
  if (event.place.root != none)
    define(event.place, alias);
}

bool Touches::moves(VarId variable) const {
  std::vector<const Event *> writes = writesOf(function, variable);
  bool given = function.body.variables[variable].storage == Variable::Parameter;
  if (writes.size() + given > 1)
    return true;
  for (const events::Block &code : function.body.blocks)
    for (const Event &event : code.events) {
      if (event.kind != Event::Call)
        continue;
      bool changes = event.object && event.object->kind == Operand::Address && !event.callee.constMethod &&
                     event.callee.kind == events::Callee::Method && event.object->place.root == variable &&
                     event.object->place.path.empty();
      for (const events::Argument &argument : event.arguments)
        changes |= (argument.passing == events::Passing::Reference || argument.passing == events::Passing::Pointer) &&
                   argument.value.kind == Operand::Address && argument.value.place.root == variable &&
                   argument.value.place.path.empty();
      if (changes)
        return true;
    }
  return false;
}

Position Touches::positionOf(const Operand &operand) const {
  switch (operand.kind) {
  case Operand::Cast:
    return positionOf(operand.operands[0]);
  case Operand::Integer:
    return {Position::Constant, none, operand.integer, nullptr};
  case Operand::Read:
    if (operand.place.root != none && operand.place.path.empty())
      return {Position::Variable, operand.place.root, 0, &operand};
    return {};
  case Operand::Binary: {
    Position computed{Position::Unknown, none, 0, &operand};
    if (operand.text != "+" && operand.text != "-")
      return computed;
    Position left = positionOf(operand.operands[0]), right = positionOf(operand.operands[1]);
    if (operand.text == "+" && left.kind == Position::Constant)
      std::swap(left, right);
    if (right.kind != Position::Constant || left.kind == Position::Unknown)
      return computed;
    left.offset += operand.text == "+" ? right.offset : -right.offset;
    return left;
  }
  default:
    return {};
  }
}

} // namespace highwater::flow
