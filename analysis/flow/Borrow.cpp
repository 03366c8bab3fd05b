// Cheap on purpose: bit vectors over variables, one pass over the events, one closure.

#include "analysis/flow/Borrow.h"

#include "analysis/flow/Mentions.h"

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

Borrows::Borrows(const events::Unit &unit, const events::Function &function, PointerTypes &types, Keeps keeps)
    : unit(unit), function(function), types(types) {
  unsigned count = function.body.variables.size();
  reached.assign(count, llvm::BitVector(count));
  escaped.resize(count);
  for (VarId variable = 0; variable < count; ++variable)
    reached[variable].set(variable);
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events)
      scan(event, keeps);
  close();
  left = escaped;
  for (VarId variable = 0; variable < count; ++variable) {
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

void Borrows::edge(VarId to, const Operand &from) {
  if (!types.holds(typeOf(to)) || !carries(from))
    return;
  forEachVariable(from, [&](VarId variable) { reached[to].set(variable); });
}

/// Storing through a pointer or reference stores into whatever it refers to.
void Borrows::edge(const Place &to, const Operand &from) {
  if (to.root == none || !carries(from))
    return;
  bool through = llvm::any_of(to.path, [](const Projection &step) { return step.kind == Projection::Deref; });
  edge(to.root, from);
  if (through)
    for (unsigned referent : llvm::BitVector(reached[to.root]).set_bits())
      edge(referent, from);
}

void Borrows::scan(const Event &event, Keeps keeps) {
  switch (event.kind) {
  case Event::Set:
    return edge(event.place, event.value);
  case Event::Copy:
  case Event::Move: {
    Operand source;
    source.kind = Operand::Read;
    source.place = event.source;
    if (event.place.root != none && event.source.root != none && types.holds(typeOf(event.source.root)))
      edge(event.place, source);
    return;
  }
  case Event::Call:
    return scanCall(event, keeps);
  default:
    return;
  }
}

static bool isMutable(Passing passing) { return passing == Passing::Reference || passing == Passing::Pointer; }

void Borrows::scanCall(const Event &event, Keeps keeps) {
  std::vector<const Operand *> all, receivers;
  if (event.object) {
    all.push_back(&*event.object);
    if (!event.callee.constMethod)
      receivers.push_back(&*event.object);
  }
  for (const events::Argument &argument : event.arguments) {
    all.push_back(&argument.value);
    if (isMutable(argument.passing))
      receivers.push_back(&argument.value);
  }
  if (event.place.root != none)
    for (const Operand *argument : all)
      edge(event.place, *argument);
  for (const Operand *receiver : receivers) {
    const Place &to = receiver->place;
    if (to.root == none)
      continue;
    for (const Operand *argument : all)
      if (argument != receiver)
        edge(to, *argument);
  }
  auto escape = [&](const Operand &operand) {
    if (carries(operand))
      forEachVariable(operand, [&](VarId variable) { escaped.set(variable); });
  };
  if (event.object && !event.callee.constMethod && keeps(event, none))
    escape(*event.object);
  for (unsigned index = 0; index < event.arguments.size(); ++index)
    if ((isMutable(event.arguments[index].passing) || types.shares({&unit, event.arguments[index].parameter})) &&
        keeps(event, index))
      escape(event.arguments[index].value);
}

void Borrows::close() {
  for (bool changed = true; changed;) {
    changed = false;
    for (llvm::BitVector &set : reached) {
      llvm::BitVector before = set;
      for (unsigned other : before.set_bits())
        set |= reached[other];
      changed |= set != before;
    }
  }
}

} // namespace highwater::flow
