// Cheap on purpose: bit vectors over owners, one pass over the events, one closure.

#include "analysis/flow/Borrow.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Mentions.h"
#include "analysis/flow/PlaceType.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using events::Passing;
using events::Place;
using events::Projection;
using events::Variable;
using events::VarId;
using Kind = events::Type::Kind;

Borrows::Borrows(const events::Unit &unit, const events::Function &function, PointerTypes &types, CallKnowledge calls)
    : owners(unit, function, types, calls.foreign), unit(unit), function(function), types(types) {
  unsigned count = function.body.variables.size();
  reached.assign(count, llvm::BitVector(owners.count()));
  escaped.resize(owners.count());
  mentioned.resize(owners.count());
  for (VarId variable = 0; variable < count; ++variable)
    reached[variable].set(variable);
  for (const events::Block &block : function.body.blocks) {
    auto &spoken = mentions.emplace_back();
    for (const Event &event : block.events) {
      scan(event, calls);
      spoken.push_back(spokenOf(event, calls));
    }
    llvm::BitVector end(owners.count());
    auto touch = [&](const Place &place) { owners.touch(place, {}, end); };
    forEachPlace(block.terminator.condition, touch);
    forEachPlace(block.terminator.range, touch);
    spoken.push_back(std::move(end));
  }
  close();
  for (const auto &block : mentions)
    for (const llvm::BitVector &spoken : block) {
      mentioned |= spoken;
      for (unsigned variable : spoken.set_bits())
        if (!owners.isPart(variable))
          mentioned |= reached[variable];
    }
  findEscapes();
}

void Borrows::findEscapes() {
  left = escaped;
  for (VarId variable = 0; variable < function.body.variables.size(); ++variable) {
    Variable::Storage storage = function.body.variables[variable].storage;
    bool global = storage == Variable::Global || storage == Variable::StaticLocal;
    bool outside = global || storage == Variable::This || storage == Variable::Result || storage == Variable::Parameter;
    // A temporary that does something at its end may have handed on what it got: a thread that starts.
    bool handsOn = storage == Variable::Temporary && types.effectful(typeOf(variable));
    if (!outside && !handsOn && !left.test(variable))
      continue;
    llvm::BitVector others = reached[variable];
    if (!left.test(variable))
      others.reset(variable);
    escaped |= others;
    if (global || handsOn || left.test(variable))
      left |= others;
  }
}

/// Whether a place (or what the pointer there leads to) can hold a pointer; of a base class, anything derived from it.
bool Borrows::canHold(const Place &place, bool behind) {
  TypeRef type = flow::typeOf(unit, function, place);
  if (type && behind && (type->kind == Kind::Pointer || type->kind == Kind::Reference))
    type = type.pointee();
  if (!type || types.holds(type))
    return true;
  return type->kind == Kind::Record && type->polymorphic && !types.modelOf(type);
}

/// Whether the value of an operand can refer to memory of a variable in it.
bool Borrows::carries(const Operand &operand) {
  switch (operand.kind) {
  case Operand::Address:
    return true;
  case Operand::Read:
    return operand.type ? types.holds({&unit, operand.type})
                        : operand.place.root != none && types.holds(typeOf(operand.place.root));
  case Operand::Cast:
  case Operand::Binary:
  case Operand::Select:
  case Operand::None:
    return llvm::any_of(operand.operands, [&](const Operand &part) { return carries(part); });
  default:
    return false;
  }
}

/// With `below`: only those parts of what the operand leads to.
llvm::BitVector Borrows::spokenOf(const Operand &operand, const std::optional<std::vector<PartPath>> &below) const {
  llvm::BitVector spoken(owners.count());
  const Operand *plain = &operand;
  while (plain->kind == Operand::Cast)
    plain = &plain->operands[0];
  bool leads = plain->kind == Operand::Address || plain->kind == Operand::Read;
  forEachPlace(operand, [&](const Place &place) {
    if (!below || !leads || &place != &plain->place)
      return owners.touch(place, {}, spoken);
    Place target = place;
    if (plain->kind == Operand::Read)
      target.path.push_back({Projection::Deref, "", nullptr});
    spoken.set(place.root);
    spoken.set(owners.canonical(target).root);
    for (const PartPath &path : *below)
      owners.touch(target, path, spoken);
  });
  return spoken;
}

llvm::BitVector Borrows::spokenOf(const Event &event, CallKnowledge calls) const {
  llvm::BitVector spoken(owners.count());
  if (event.kind == Event::Declare || event.kind == Event::End)
    return spoken;
  auto touch = [&](const Place &place) { owners.touch(place, {}, spoken); };
  forEachPlace(event.place, touch);
  forEachPlace(event.source, touch);
  forEachPlace(event.value, touch);
  forEachPlace(event.callee.target, touch);
  // What a smart pointer hands out is spoken of where the result is.
  bool hands = event.object && event.place.root != none && types.dereferences({&unit, event.callee.record}, event.callee);
  if (event.object && !hands)
    spoken |= spokenOf(*event.object, calls.touches(event, none));
  else if (event.object)
    forEachPlace(*event.object, [&](const Place &place) { spoken.set(owners.canonical(place).root); });
  for (unsigned index = 0; index < event.arguments.size(); ++index)
    spoken |= spokenOf(event.arguments[index].value, calls.touches(event, index));
  if (event.kind == Event::Call)
    for (const std::string &usr : calls.globals(event))
      if (OwnerId global = owners.findGlobal(usr); global != none) {
        spoken.set(global);
        if (!owners.isForeign(global))
          owners.touch({global, {}}, {}, spoken);
      }
  return spoken;
}

void Borrows::edge(VarId to, const llvm::BitVector &from) {
  if (types.holds(typeOf(to)))
    reached[to] |= from;
}

/// Storing through a pointer or reference stores into whatever it refers to.
void Borrows::edge(const Place &to, const llvm::BitVector &from) {
  if (to.root == none)
    return;
  bool through = llvm::any_of(to.path, [](const Projection &step) { return step.kind == Projection::Deref; });
  edge(to.root, from);
  if (!through)
    return;
  const llvm::BitVector referents = reached[to.root];
  for (unsigned referent : referents.set_bits())
    if (!owners.isPart(referent))
      edge(referent, from);
}

void Borrows::scan(const Event &event, CallKnowledge calls) {
  switch (event.kind) {
  case Event::Set:
    if (event.place.root != none && carries(event.value))
      edge(event.place, spokenOf(event.value, std::nullopt));
    return;
  case Event::Copy:
  case Event::Move:
    if (event.place.root != none && event.source.root != none && types.holds(typeOf(event.source.root))) {
      llvm::BitVector from(owners.count());
      forEachPlace(event.source, [&](const Place &place) { owners.touch(place, {}, from); });
      edge(event.place, from);
    }
    return;
  case Event::Call:
    return scanCall(event, calls);
  default:
    return;
  }
}

void Borrows::scanCall(const Event &event, CallKnowledge calls) {
  struct Passed { const Operand *operand; unsigned index; llvm::BitVector spoken; bool carries, mutates; };
  std::vector<Passed> all;
  auto add = [&](const Operand &operand, unsigned index, bool mutates) {
    bool holder = operand.place.root == none || (operand.kind != Operand::Address && operand.kind != Operand::Read) ||
                  canHold(operand.place, operand.kind == Operand::Read);
    all.push_back({&operand, index, spokenOf(operand, calls.touches(event, index)), carries(operand), mutates && holder});
  };
  if (event.object)
    add(*event.object, none, !event.callee.constMethod);
  for (unsigned index = 0; index < event.arguments.size(); ++index)
    add(event.arguments[index].value, index, isMutable(event.arguments[index].passing));
  if (event.place.root != none && canHold(event.place, false))
    for (const Passed &argument : all)
      if (argument.carries && calls.connects(event, CallKnowledge::result, argument.index))
        edge(event.place, argument.spoken);
  for (const Passed &receiver : all)
    if (receiver.mutates && receiver.operand->place.root != none)
      for (const Passed &argument : all)
        if (&argument != &receiver && argument.carries && calls.connects(event, receiver.index, argument.index))
          edge(receiver.operand->place, argument.spoken);
  auto escape = [&](const Passed &passed) {
    if (passed.carries)
      escaped |= passed.spoken;
  };
  unsigned first = event.object ? 1 : 0;
  if (event.object && !event.callee.constMethod && calls.keeps(event, none))
    escape(all[0]);
  for (unsigned index = 0; index < event.arguments.size(); ++index)
    if ((isMutable(event.arguments[index].passing) || types.shares({&unit, event.arguments[index].parameter})) &&
        calls.keeps(event, index))
      escape(all[first + index]);
}

void Borrows::close() {
  for (bool changed = true; changed;) {
    changed = false;
    for (llvm::BitVector &set : reached) {
      llvm::BitVector before = set;
      for (unsigned other : before.set_bits())
        if (!owners.isPart(other))
          set |= reached[other];
      changed |= set != before;
    }
  }
}

} // namespace highwater::flow
