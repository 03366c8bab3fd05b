// Loops that make a number larger in steps: bytes that are shifted into their places, `value |= byte << shift`, and
// capacities that are doubled until they are large enough, `while (capacity < needed) capacity *= 2`.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Inflow.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::Operand;
using events::Place;
using events::Terminator;

static bool same(const Place &a, const Place &b) {
  return a.root == b.root && llvm::equal(a.path, b.path, [](const events::Projection &x, const events::Projection &y) {
           return x.kind == y.kind && x.field == y.field;
         });
}

static bool mentions(const Operand &operand, const Place &place) {
  return (operand.kind == Operand::Read && same(operand.place, place)) ||
         llvm::any_of(operand.operands, [&](const Operand &part) { return mentions(part, place); });
}

/// `place * 2`, `place << 1`, `place + place / 2`.
static bool multiplies(const Operand &value, const Place &place) {
  const Operand &operand = events::withoutCasts(value);
  if (operand.kind != Operand::Binary)
    return false;
  bool left = mentions(operand.operands[0], place), right = mentions(operand.operands[1], place);
  return ((operand.text == "*" || operand.text == "<<") && left != right) || (operand.text == "+" && left && right);
}

/// Whether a loop that the block is in changes what `changes` asks for.
bool Inflow::changedAround(BlockId block, llvm::function_ref<bool(const Event &)> changes) const {
  unsigned loop = graph.loopOf(block);
  return loop != events::none && llvm::any_of(graph.loops[loop].blocks, [&](BlockId inside) {
    return llvm::any_of(function.body.blocks[inside].events,
                        [&](const Event &event) { return event.kind == Event::Set && changes(event); });
  });
}

/// Whether a number's place value moves on from one iteration to the next: then it may end up anywhere.
bool Inflow::isPlaced(const Operand &operand) const {
  const Operand &by = operand.operands[1], &other = operand.operands[0];
  if (operand.text == "<<")
    return changedAround(currentBlock, [&](const Event &event) { return mentions(by, event.place); });
  return operand.text == "*" && changedAround(currentBlock, [&](const Event &event) {
    return (mentions(by, event.place) || mentions(other, event.place)) && multiplies(event.value, event.place);
  });
}

/// Of a test behind which a loop is left: what has become at least as large as what.
struct Reached { const Operand *grown, *needed; };
static std::optional<Reached> reached(const Operand &condition, bool holds) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind != Operand::Binary)
    return std::nullopt;
  bool less = test.text == "<" || test.text == "<=", more = test.text == ">" || test.text == ">=";
  if (!less && !more)
    return std::nullopt;
  const Operand &left = events::withoutCasts(test.operands[0]), &right = events::withoutCasts(test.operands[1]);
  return more == holds ? Reached{&left, &right} : Reached{&right, &left};
}

/// Where a loop is left because what it multiplies is large enough: it is about as large as what was needed. Another way
/// out of the loop may be its limit.
void Inflow::leaveGrowth(const InflowState &before, InflowState &state, BlockId block, unsigned successor) const {
  const Terminator &terminator = function.body.blocks[block].terminator;
  unsigned loop = graph.loopOf(block);
  if (terminator.kind != Terminator::Branch || loop == events::none || graph.contains(loop, terminator.successors[successor]))
    return;
  std::optional<Reached> known = reached(terminator.condition, successor == 0);
  if (!known || known->grown->kind != Operand::Read)
    return;
  const Place &place = known->grown->place;
  if (!changedAround(block, [&](const Event &event) { return same(event.place, place) && multiplies(event.value, place); }))
    return;
  Number needed = evaluate(before, *known->needed).number;
  Places to = locate(state, place);
  if (needed.label.empty() || !to.strong || hasLimit(loop, block, place, state))
    return;
  Cell cell;
  cell.number.label = needed.label;
  cell.number.max = 2 * needed.max;
  cell.number = clamped(cell.number, type(known->grown->type));
  cell.number.term = tables.terms.fresh(block, events::none, to.paths[0]);
  tables.terms.describe(cell.number.term, cell.number);
  state.write(to.paths[0], cell, true);
}

/// Whether a loop is also left, or not gone on with, where a test other than in `block` finds something too large.
bool Inflow::hasLimit(unsigned loop, BlockId block, const Place &place, const InflowState &state) const {
  return llvm::any_of(graph.loops[loop].blocks, [&](BlockId other) {
    const Terminator &terminator = function.body.blocks[other].terminator;
    if (other == block || terminator.kind != Terminator::Branch)
      return false;
    for (unsigned index = 0; index < terminator.successors.size(); ++index) {
      if (graph.contains(loop, terminator.successors[index]))
        continue;
      std::optional<Reached> test = reached(terminator.condition, index == 0);
      bool overflow = test && mentions(*test->grown, place) && evaluate(state, *test->needed).number.max > harmless;
      if (!overflow)
        return true;
    }
    return false;
  });
}

} // namespace highwater::flow
