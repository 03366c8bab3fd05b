// Elements that a loop collects until something happens, and then keeps together: `if (late) sessions.push_back(std::move(current));
// current.clicks.push_back(click);`. All batches together have no more elements than the loop adds, whatever ends one.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::none;
using events::Terminator;
using size::Expr;

/// How many elements a container has; nothing of a text, or of what is no container.
static std::optional<Expr> sizeAt(const Values &values, const State &state, const Location &place) {
  ValueRef value = values.expand(state.load(place));
  auto size = value->state.find("size");
  bool container = value->kind == Value::Object && value->model->argumentClass != "text" && size != value->state.end();
  return container ? std::optional(size->second) : std::nullopt;
}

/// What a block of a loop did to the number of elements of what the function itself holds.
void Interpreter::noteBatches(BlockId block, const State &before, const State &after) {
  unsigned loop = graph.loopOf(block);
  for (const Event &event : function.body.blocks[block].events)
    if (event.kind == Event::Call && event.object && event.object->place.root != none)
      for (const Location &place : evaluator.locate(after, event.object->place)) {
        auto old = sizeAt(values, before, place), now = sizeAt(values, after, place);
        if (place.root.variable != none && old && now && (*now - *old).asConstant() == 1.0)
          splits.collected[loop][place].filled.insert(block);
      }
  for (auto &[place, where] : splits.collected[loop])
    if (auto old = sizeAt(values, before, place), now = sizeAt(values, after, place); old && now && now->isZero() && !old->isZero()) {
      where.emptied.insert(block);
      where.often |= llvm::any_of(after.shares, [&](const State::Taken &taken) { return graph.contains(loop, taken.branch); });
    }
}

/// Whether a call there gives the variable to another object.
static bool givesAway(const events::Body &body, BlockId block, events::VarId variable) {
  return llvm::any_of(body.blocks[block].events, [&](const Event &event) {
    return event.kind == Event::Call && event.object && event.object->place.root != variable &&
           llvm::any_of(event.arguments, [&](const events::Argument &argument) {
             return events::withoutCasts(argument.value).place.root == variable;
           });
  });
}

/// Whether a block asks the variable something: how full it is.
static bool asks(const events::Body &body, BlockId block, events::VarId variable) {
  return llvm::any_of(body.blocks[block].events, [&](const Event &event) {
    return event.kind == Event::Call && event.object && event.object->place.root == variable;
  });
}

/// Whether how full it is decides when it is emptied.
bool Interpreter::isFullThere(unsigned loop, BlockId emptied, events::VarId variable) const {
  BlockId nearest = none;
  for (BlockId block : graph.loops[loop].blocks) {
    bool decides = block != emptied && function.body.blocks[block].terminator.kind == Terminator::Branch && graph.dominates(block, emptied);
    if (decides && (nearest == none || graph.dominates(nearest, block)))
      nearest = block;
  }
  return nearest == none || asks(function.body, nearest, variable);
}

bool Interpreter::inEachIteration(unsigned loop, BlockId block) const {
  BlockId header = graph.loops[loop].header;
  return llvm::all_of(graph.predecessors[header], [&](BlockId from) { return !graph.contains(loop, from) || graph.dominates(block, from); });
}

bool Interpreter::findBatches(unsigned loop) {
  auto noted = splits.collected.find(loop);
  if (noted == splits.collected.end())
    return false;
  bool found = false;
  for (const auto &[place, where] : noted->second) {
    events::VarId variable = place.root.variable;
    bool each = llvm::all_of(where.filled, [&](BlockId block) { return inEachIteration(loop, block); });
    bool kept = each && !where.often && !where.emptied.empty() && llvm::all_of(where.emptied, [&](BlockId block) {
      return givesAway(function.body, block, variable) && !isFullThere(loop, block, variable);
    });
    if (kept && !where.filled.empty())
      found |= splits.batches[loop].insert(place).second;
  }
  return found;
}

/// One element at a time: a batch each is the most that batches can take.
void Interpreter::limitBatches(BlockId block, State &state) const {
  auto found = splits.batches.find(graph.loopOf(block));
  if (found == splits.batches.end())
    return;
  for (const Location &place : found->second)
    if (sizeAt(values, state, place))
      state.store(place, changed(values.expand(state.load(place)), [](Value &copy) { copy.state["size"] = Expr::min({copy.state["size"], 1}); }));
}

} // namespace highwater::flow
