// What each event does to the state.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Chains.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/HandsOver.h"
#include "analysis/flow/HeldParts.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Returned.h"
#include "analysis/flow/Sharing.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using events::Variable;
using size::Expr;

void Interpreter::runBlock(events::BlockId block, State &state) {
  const auto &events = function.body.blocks[block].events;
  currentBlock = block;
  currentEvent = none;
  takePiece(block, state, false);
  limitBatches(block, state);
  std::optional<State> before;
  if (graph.loopOf(block) != none && !events.empty())
    before = state;
  releaseDead(state);
  for (unsigned index = 0; index < events.size(); ++index) {
    currentBlock = block;
    currentEvent = index;
    if (std::optional<Event> moved = asMove(events[index]))
      runNoting(*moved, state);
    else
      runNoting(events[index], state);
    releaseDead(state);
    if (dump && events[index].kind != Event::Use) {
      *dump << "  line " << events[index].location.line << ": live " << state.total().str() << '\n';
    }
  }
  takePiece(block, state, true);
  if (before)
    noteBatches(block, *before, state);
  limitBatches(block, state);
}

void Interpreter::releaseDead(State &state) {
  for (const EarlyRelease &release : options.released)
    if (!release.moved && options.diesAt(release.owner, currentBlock, currentEvent))
      for (const Location &where : locate(evaluator, state, release.root, release.path)) {
        ValueRef value = values.expand(state.load(where));
        if (value->kind == Value::Pointer)
          state.store(where, changed(value, disown));
        else if (value->kind != Value::Empty)
          state.store(where, values.fresh(release.type));
      }
}

/// The event as it would be with `std::move` around an owner that is to be moved there.
std::optional<Event> Interpreter::asMove(const Event &event) const {
  for (const EarlyRelease &release : options.released) {
    if (!release.moved || !options.diesAt(release.owner, currentBlock, currentEvent))
      continue;
    auto names = [&](const events::Place &place) { return place.root == release.root && place.path.empty(); };
    Event moved = event;
    if (event.kind == Event::Copy && names(event.source))
      moved.kind = Event::Move;
    for (events::Argument &argument : moved.arguments)
      if (names(argument.value.place))
        argument.passing = events::Passing::RvalueReference;
    return moved;
  }
  return std::nullopt;
}

void Interpreter::runEvent(const Event &event, State &state) {
  if (runChoice(event, state))
    return;
  bool reads = event.kind == Event::Use || event.kind == Event::Free || event.kind == Event::End;
  if (!reads && event.place.valid() && event.place.path.empty())
    evaluator.begun[event.place.root] = evaluator.region;
  switch (event.kind) {
  case Event::Declare: {
    Location where = evaluator.variable(event.place.root);
    if (!where.root.external.empty())
      return; // a static local or global keeps what it has
    state.store(where, values.fresh(evaluator.typeOf(event.place.root)));
    return;
  }
  case Event::Set:
    return setCounting(event, state);
  case Event::Copy:
  case Event::Move:
    return runTransfer(event, state);
  case Event::Call:
    return runCall(event, state);
  case Event::Allocate:
    return runAllocate(event, state);
  case Event::Free:
    return runFree(event, state);
  case Event::End: {
    Location where = evaluator.variable(event.place.root);
    ValueRef value = state.load(where);
    // What a raw pointer owns outlives it: leaked here, unless it was handed on before.
    if (value->kind == Value::Pointer && value->parts.count("target") &&
        evaluator.typeOf(event.place.root)->kind == events::Type::Pointer)
      return;
    if (where.root.external.empty()) {
      runPending(event, where, state);
      state.store(where, emptyValue());
    }
    return;
  }
  case Event::Use:
  case Event::Return:
    return;
  }
}

void Interpreter::runAllocate(const Event &event, State &state) {
  TypeRef type = evaluator.type(event.type);
  Expr count = event.array ? evaluator.number(state, event.value) : Expr(1);
  auto block = std::make_shared<Value>();
  block->kind = Value::Block;
  block->type = type;
  block->state["count"] = count;
  block->state["bytes"] = type ? count * Expr(type->size) : Expr::unknown("the size of a type is not known");
  block->parts["element"] = values.fresh(type);
  auto pointer = std::make_shared<Value>();
  pointer->kind = Value::Pointer;
  pointer->parts["target"] = block;
  state.give(evaluator.locate(state, event.place), pointer);
  record(event, state, 0);
}

void Interpreter::runFree(const Event &event, State &state) {
  std::vector<Location> places = evaluator.locate(state, event.place);
  ValueRef pointer = values.expand(state.load(places));
  if (pointer->kind == Value::Pointer)
    state.release(pointer, places);
}

/// A pointer that owns nothing goes to one of many places, which own something. Whether it is so.
static bool putBesideOthers(const Values &values, State &state, const std::vector<Location> &to, const ValueRef &pointer) {
  if (to.size() == 1 && !isAnyOfMany(to[0]))
    return false;
  std::vector<ValueRef> after;
  bool own = false;
  for (const Location &place : to) {
    ValueRef before = values.expand(state.load(place));
    after.push_back(besideOthers(before, pointer));
    if (after.back() != pointer)
      own = true;
    else if (to.size() > 1)
      after.back() = values.join(before, pointer);
  }
  for (size_t i = 0; own && i < to.size(); ++i)
    state.store(to[i], after[i]);
  return own;
}

void Interpreter::runSet(const Event &event, State &state) {
  std::vector<Location> to = evaluator.locate(state, event.place);
  if (to.empty())
    return;
  ValueRef value = evaluator.evaluate(state, event.value);
  const Operand &source = withoutCasts(event.value);
  if (value->kind == Value::Pointer && value->parts.count("target") && source.kind == Operand::Read) {
    std::vector<Location> from = evaluator.locate(state, source.place);
    unsigned loop = graph.loopOf(currentBlock);
    bool begins = loop != none && beginsList(evaluator, state, {event, currentBlock, graph.loops[loop]}, to);
    if (begins || handsOver(evaluator, event.value, to)) {
      for (const Location &place : from)
        state.store(place, changed(value, [&](Value &copy) {
          disown(copy);
          copy.targets.assign(1, contentOf(to[0]));
        }));
    } else {
      std::vector<Location> targets = evaluator.referents(value, from);
      value = changed(value, [&](Value &copy) {
        disown(copy);
        copy.targets = targets;
      });
    }
  }
  const Variable &target = function.body.variables[event.place.root];
  if (value->kind == Value::Pointer && value->parts.count("target") && source.kind == Operand::Select &&
      target.storage != Variable::Result)
    if (std::vector<Location> targets = namedByArms(evaluator, state, source); !targets.empty())
      value = changed(value, [&](Value &copy) {
        disown(copy);
        copy.targets = targets;
      });
  if (target.storage == Variable::Result)
    value = answerAbout(state.condition, value);
  if (to.size() == 1 && isOneOfMany(to[0]) && to[0].path.back().kind == Step::Slot)
    value = asChain(value);
  if (!putBesideOthers(values, state, to, value))
    state.give(to, value);
  if (target.storage == Variable::Result && event.place.path.empty())
    takeOverReturned(evaluator, state, to[0]);
}

/// Whether a place lies behind a pointer of which nothing is known.
static bool isBehindUnknown(const Evaluator &evaluator, const State &state, events::Place place) {
  if (place.path.empty())
    return false;
  place.path.pop_back();
  return state.load(evaluator.locate(state, place))->kind == Value::Unknown;
}

void Interpreter::runTransfer(const Event &event, State &state) {
  std::vector<Location> to = evaluator.locate(state, event.place);
  std::vector<Location> from = evaluator.locate(state, event.source);
  if (to.empty() && !from.empty() && isBehindUnknown(evaluator, state, event.place) && !values.heap(state.load(from)).isZero())
    calls.assume("what is stored through a pointer that is not followed is left out", siteOf(evaluator.unit, function, event.location));
  if (to.empty() || from.empty())
    return;
  Operand source; // read like any other: an element of a range of words is one of them
  source.kind = Operand::Read;
  source.place = event.source;
  ValueRef value = values.expand(evaluator.evaluate(state, source));
  if (event.kind == Event::Copy) {
    ValueRef copy = values.copied(value, from[0]);
    bool livesOn = to.size() == 1 && !evaluator.endsSoon(to[0]);
    bool takesOver = livesOn && handsOn(evaluator, from[0], value);
    if (takesOver) {
      copy = withShared(values, copy, value);
      state.store(from, aliasOf(values, value, to[0]));
    }
    if (!event.initializes && copy->kind == Value::Object && copy->state.count("capacity")) {
      // Assignment keeps a buffer that is large enough.
      ValueRef old = values.expand(state.load(to));
      if (old->kind == Value::Object && old->state.count("capacity"))
        copy = changed(copy, [&](Value &grown) {
          grown.state["capacity"] = Expr::max({grown.state["capacity"], old->state.at("capacity")});
        });
    }
    takesOver ? state.give(to, copy) : state.store(to, copy);
    record(event, state, 0);
    return;
  }
  for (const Location &place : from)
    state.store(place, value->type ? values.fresh(value->type) : emptyValue());
  if (from.size() == 1 && to.size() == 1 && !values.heap(value).isZero())
    moveAlong(state, from[0], to[0]);
  state.store(to, value);
  record(event, state, 0);
}

} // namespace highwater::flow
