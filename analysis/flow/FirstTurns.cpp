// Found by what is known of the number when the loop begins, and by where the loop sets it.

#include "analysis/flow/FirstTurns.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::none;
using events::Operand;
using events::Place;
using events::Terminator;

namespace {

/// `first`, `!first`, `columns == 0`: a number that is compared with a constant.
struct NumberTest {
  const Place *place;
  std::string op;
  double constant;

  bool holdsOf(const Evaluator &evaluator, double number) const { return *evaluator.decide(op, size::Expr(number), size::Expr(constant)); }
  /// Whether that number is the only one on its side.
  bool isAlone(double number) const { return number == constant && (op == "==" || op == "!="); }
};

} // namespace

static std::optional<NumberTest> numberTest(const Evaluator &evaluator, const Operand &condition) {
  const Operand &plain = events::withoutCasts(condition);
  if (plain.kind == Operand::Unary && plain.text == "!") {
    auto inner = numberTest(evaluator, plain.operands[0]);
    if (inner)
      inner->op = opposite(inner->op);
    return inner;
  }
  if (plain.kind == Operand::Binary && !opposite(plain.text).empty() && events::withoutCasts(plain.operands[1]).kind == Operand::Integer) {
    auto inner = numberTest(evaluator, plain.operands[0]);
    bool number = inner && inner->op == "!=" && inner->constant == 0; // and not a comparison that is compared
    return number ? std::optional(NumberTest{inner->place, plain.text, static_cast<double>(events::withoutCasts(plain.operands[1]).integer)})
                  : std::nullopt;
  }
  TypeRef type = plain.kind == Operand::Read ? evaluator.type(plain.type) : TypeRef();
  bool number = type && type->kind == events::Type::Integer;
  bool indexed = llvm::any_of(plain.place.path, [](const events::Projection &step) { return step.kind == events::Projection::Element; });
  return number && !indexed ? std::optional(NumberTest{&plain.place, "!=", 0}) : std::nullopt;
}

namespace {

/// One number, in the loop.
class Flag {
public:
  Flag(const Evaluator &evaluator, const Graph &graph, unsigned loop, const NumberTest &test)
      : evaluator(evaluator), graph(graph), loop(loop), test(test), place(*test.place) {}

  /// Whether the loop sets it, and never so that the test comes out as it did when the loop began and `side` was taken.
  bool neverReturnsTo(double first, BlockId side) {
    for (BlockId block : graph.loops[loop].blocks)
      for (const Event &event : evaluator.function.body.blocks[block].events) {
        if (isGiven(event))
          return false;
        if (!event.place.valid() || event.kind == Event::Use || !isSameMember(event.place, place))
          continue;
        const Operand &value = events::withoutCasts(event.value);
        bool known = event.kind == Event::Set && value.kind == Operand::Integer;
        bool other = known ? test.holdsOf(evaluator, static_cast<double>(value.integer)) != test.holdsOf(evaluator, first)
                           : test.isAlone(first) && graph.dominates(side, block);
        if (event.kind == Event::Declare || event.kind == Event::End || !other)
          return false;
        sets.insert(block);
      }
    return !sets.empty();
  }

  /// Whether all ways from a block to the next iteration set it.
  bool isSetBehind(BlockId block) const {
    if (sets.count(block))
      return true;
    std::set<BlockId> seen{block};
    std::vector<BlockId> open{block};
    while (!open.empty()) {
      BlockId next = open.back();
      open.pop_back();
      for (BlockId to : evaluator.function.body.blocks[next].terminator.successors) {
        if (to == none || !graph.contains(loop, to) || sets.count(to))
          continue;
        if (to == graph.loops[loop].header)
          return false;
        if (seen.insert(to).second)
          open.push_back(to);
      }
    }
    return true;
  }

private:
  /// Whether somebody else may change it.
  bool isGiven(const Event &event) const {
    return llvm::any_of(event.arguments, [&](const events::Argument &argument) {
      const Operand &value = events::withoutCasts(argument.value);
      return value.kind == Operand::Address && events::isMutable(argument.passing) && isSameMember(value.place, place);
    });
  }

  const Evaluator &evaluator;
  const Graph &graph;
  unsigned loop;
  const NumberTest &test;
  const Place &place;
  std::set<BlockId> sets;
};

} // namespace

/// Whether memory may be asked for on a side of a branch only.
static bool allocatesBehind(const Evaluator &evaluator, const Graph &graph, unsigned loop, BlockId side) {
  return llvm::any_of(graph.loops[loop].blocks, [&](BlockId block) {
    return graph.dominates(side, block) && llvm::any_of(evaluator.function.body.blocks[block].events, [](const Event &event) {
             return event.kind == Event::Allocate || (event.kind == Event::Call && (!event.callee.system || !event.throwaway));
           });
  });
}

std::map<BlockId, FirstTurn> firstTurns(const Evaluator &evaluator, const Graph &graph, unsigned loop, const State &entry) {
  std::map<BlockId, FirstTurn> found;
  if (evaluator.function.body.blocks[graph.loops[loop].header].terminator.kind == Terminator::Each)
    return found;
  for (BlockId block : graph.loops[loop].blocks) {
    const Terminator &branch = evaluator.function.body.blocks[block].terminator;
    bool branches = branch.kind == Terminator::Branch && graph.loopOf(block) == loop;
    auto test = branches ? numberTest(evaluator, branch.condition) : std::nullopt;
    auto first = test ? evaluator.values.expand(entry.load(evaluator.locate(entry, *test->place)))->number.asConstant() : std::nullopt;
    if (!first)
      continue;
    unsigned taken = test->holdsOf(evaluator, *first) ? 0 : 1;
    BlockId side = branch.successors[taken];
    auto stays = [&](BlockId to) { return to != none && graph.contains(loop, to); };
    if (!llvm::all_of(branch.successors, stays) || graph.predecessors[side].size() != 1)
      continue;
    Flag flag(evaluator, graph, loop, *test);
    if (flag.neverReturnsTo(*first, side) && flag.isSetBehind(side) && allocatesBehind(evaluator, graph, loop, side))
      found[block] = {1 - taken, test->place};
  }
  return found;
}

/// Whether a number is still what it was.
static bool isStill(const Evaluator &evaluator, const State &before, const State &after, const Place &place) {
  auto at = [&](const State &state) { return evaluator.values.expand(state.load(evaluator.locate(state, place))); };
  return evaluator.values.equal(at(before), at(after));
}

/// The first iterations are run as if they stood before the loop. A header may come before what the first record decides.
bool Interpreter::runFirst(unsigned loop, const State &entry, Region &outer, Waiting &waiting, unsigned within) {
  constexpr unsigned most = 2;
  if (splits.behindFirst[loop].iterations)
    return false;
  Splits::Behind behind;
  State state = entry;
  while (behind.iterations < most) {
    auto turns = firstTurns(evaluator, graph, loop, state);
    std::erase_if(turns, [&](const auto &turn) { return behind.sides.count(turn.first) != 0; });
    if (turns.empty())
      break;
    evaluator.unrolled[loop] = 0;
    Region first = runRegion(loop, state);
    evaluator.unrolled.erase(loop);
    if (!first.back)
      break;
    ++behind.iterations;
    for (Arrival &exit : first.exits)
      if (exit.from != graph.loops[loop].header) { // all iterations end there
        exit.guard.reset();
        exit.state.leaveLoop(entry);
        deliver(std::move(exit), within, outer, waiting);
      }
    first.back->leaveLoop(entry);
    for (const auto &[block, turn] : turns)
      if (!isStill(evaluator, state, *first.back, *turn.number))
        behind.sides[block] = turn.others;
    state = std::move(*first.back);
  }
  if (!behind.iterations)
    return false;
  splits.behindFirst[loop] = std::move(behind);
  runLoop(loop, state, outer, waiting, within);
  splits.behindFirst.erase(loop);
  return true;
}

void leaveOut(std::vector<Guard> &guards, unsigned iterations) {
  for (Guard &guard : guards) {
    if (!iterations || guard.kind != Guard::Record || guard.record.head() == "character")
      continue;
    size::Expr count = countOf(guard.record) / guard.perIteration - size::Expr(iterations);
    if (count.isUnknown())
      continue;
    guard.kind = Guard::Elements;
    guard.count = size::Expr::max({0, count});
  }
}

} // namespace highwater::flow
