// Where control goes from a block, and what the tests on the way say.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/Nulls.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/PiecesInTurn.h"
#include "analysis/flow/Readings.h"
#include "analysis/flow/Searches.h"
#include "analysis/flow/Strides.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;
using events::Operand;
using events::Terminator;
using size::Expr;
using size::Subject;

/// On the side of `n > limit` where it does not hold, whatever is n is at most the limit: an eviction, a clamp.
void Interpreter::bound(State &state, const Guard &guard) {
  if (guard.kind != Guard::Compare)
    return;
  // The guard is what would keep going on the other side: its opposite holds here.
  bool less = guard.op == ">" || guard.op == ">=", more = guard.op == "<" || guard.op == "<=";
  const Expr &number = less ? guard.left : guard.right, &limit = less ? guard.right : guard.left;
  auto counted = [&](const Expr &expression) {
    return llvm::any_of(evaluator.counters, [&](const Evaluator::Counter &counter) {
      return expression.mentions(counter.symbol);
    });
  };
  if ((!less && !more) || number.isUnknown() || limit.isUnknown() || number.asConstant() || !changesInLoop(number) || changesInLoop(limit) ||
      counted(limit))
    return;
  Expr bounded = Expr::min({number, guard.op == ">=" || guard.op == "<=" ? limit - 1 : limit});
  Rewriter rewriter = identityRewriter();
  rewriter.number = [&](const Expr &other) { return other == number ? bounded : other; };
  state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
}

std::string opposite(llvm::StringRef op) {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> opposites[] = {
      {"<", ">="}, {"<=", ">"}, {">", "<="}, {">=", "<"}, {"==", "!="}, {"!=", "=="}};
  for (const auto &[one, other] : opposites)
    if (op == one)
      return other.str();
  return "";
}

/// `length + got > capacity`, where the loop goes on either way: numbers are compared, no reading is tested.
static bool comparesSums(const Operand &condition, bool ends) {
  if (ends || condition.kind != Operand::Binary || opposite(condition.text).empty())
    return false;
  auto isNumber = [](const Operand &side) {
    const Operand &plain = events::withoutCasts(side);
    return plain.kind == Operand::Binary || plain.kind == Operand::Read || plain.kind == Operand::Integer;
  };
  return isNumber(condition.operands[0]) && isNumber(condition.operands[1]);
}

/// `i < got`: a number that the loop counts with is compared with how much was read, which is no test of the reading.
static bool countsUpTo(const Evaluator &evaluator, const State &state, const Operand &condition) {
  if (condition.kind != Operand::Binary || opposite(condition.text).empty())
    return false;
  return llvm::any_of(std::initializer_list<unsigned>{0, 1}, [&](unsigned side) {
    Expr limit = evaluator.number(state, condition.operands[side]), counted = evaluator.number(state, condition.operands[1 - side]);
    return changesInLoop(counted) && !changesInLoop(limit) && !limit.isUnknown() && !limit.asConstant();
  });
}

/// `i < got`, where the loop sets i: likewise, also in its first iteration.
static bool countsIn(const events::Function &function, const Loop &loop, const Operand &condition) {
  if (condition.kind != Operand::Binary || (condition.text[0] != '<' && condition.text[0] != '>'))
    return false;
  const Operand *sides[] = {&events::withoutCasts(condition.operands[0]), &events::withoutCasts(condition.operands[1])};
  if (llvm::any_of(sides, [](const Operand *side) { return side->kind != Operand::Read || !side->place.path.empty(); }))
    return false;
  return llvm::any_of(loop.blocks, [&](BlockId block) {
    return llvm::any_of(function.body.blocks[block].events, [&](const events::Event &event) {
      bool sets = event.kind == events::Event::Set && event.place.path.empty();
      return sets && llvm::any_of(sides, [&](const Operand *side) { return side->place.root == event.place.root; });
    });
  });
}

/// What a call found out, as a guard that `holds` or not.
static Guard compared(const Comparison &test, bool holds) {
  Guard guard;
  guard.op = holds ? test.op : opposite(test.op);
  guard.left = test.left;
  guard.right = test.right;
  return guard;
}

/// `(got = read(f, buffer, sizeof buffer)) > 0`: how much of all that is left comes at a time, if the buffer limits that.
static Expr partOfBlock(const Evaluator &evaluator, const State &state, const Operand &condition, const Subject &record) {
  if (record.head() != "block")
    return 1;
  const Operand &read = condition.kind == Operand::Binary ? condition.operands[0] : condition;
  Expr got = evaluator.number(state, read);
  std::vector<Expr> limits = got.operandsOfMin();
  Expr length = measured("len", record);
  return llvm::is_contained(limits, length) ? Expr::mean(got) / Expr::mean(length) : Expr(1);
}

/// `(end = line.find(',', start)) != npos`: a search finds what is between the pieces, one less than there are.
static Subject searchedFor(const Evaluator &evaluator, const State &state, const Operand &condition, const Subject &record) {
  bool equality = condition.kind == Operand::Binary && (condition.text == "==" || condition.text == "!=");
  auto other = equality ? evaluator.number(state, condition.operands[1]).asConstant() : std::nullopt;
  return record.head() == "token" && other.value_or(0) != 0 ? Subject("separator", record.parts()) : record;
}

/// The condition that keeps a loop going, as seen on the edge that leaves when it is `value`; `ends` if one edge does.
static std::optional<Guard> guardOf(const Evaluator &evaluator, const State &state, const Operand &condition, bool leaves,
                                    bool ends) {
  if (condition.kind == Operand::Unary && condition.text == "!")
    return guardOf(evaluator, state, condition.operands[0], !leaves, ends);
  if (condition.kind == Operand::Cast)
    return guardOf(evaluator, state, condition.operands[0], leaves, ends);
  if (const Operand *pointer = testedPointer(evaluator, state, condition); pointer && leaves)
    if (auto nodes = nodesFrom(evaluator, state, *pointer)) {
      Guard guard;
      guard.kind = Guard::Elements;
      guard.count = *nodes;
      return guard;
    }
  if (Subject pieces = piecesBehind(evaluator, state, condition); !pieces.empty()) {
    Guard guard;
    guard.kind = Guard::Record;
    guard.record = pieces;
    guard.perIteration = 0; // as many as the loop passes
    return guard;
  }
  ValueRef value = evaluator.values.expand(evaluator.evaluate(state, condition));
  if (!value->record.empty() && !comparesSums(condition, ends) && !countsUpTo(evaluator, state, condition)) {
    Guard guard;
    guard.kind = Guard::Record;
    guard.record = searchedFor(evaluator, state, condition, value->record);
    guard.perIteration = partOfBlock(evaluator, state, condition, value->record);
    return guard;
  }
  if (condition.kind == Operand::Binary) {
    Guard guard;
    guard.op = leaves ? opposite(condition.text) : condition.text;
    if (opposite(condition.text).empty())
      return std::nullopt;
    ValueRef left = evaluator.values.expand(evaluator.evaluate(state, condition.operands[0]));
    ValueRef right = evaluator.values.expand(evaluator.evaluate(state, condition.operands[1]));
    bool pointers = left->kind == Value::Pointer && right->kind == Value::Pointer;
    guard.left = pointers ? offsetOf(*left, *right) : evaluator.number(state, condition.operands[0]);
    guard.right = pointers ? offsetOf(*right, *left) : evaluator.number(state, condition.operands[1]);
    bool truth = (guard.op == "==" || guard.op == "!=") && guard.right.isZero();
    if (auto test = truth ? comparisonOf(guard.left) : std::nullopt)
      return compared(*test, guard.op == "!=");
    return guard;
  }
  if (auto test = value->kind == Value::Scalar ? comparisonOf(value->number) : std::nullopt)
    return compared(*test, !leaves);
  // `while (n)`, `while (n--)`
  Guard guard;
  guard.op = leaves ? "==" : "!=";
  guard.left = evaluator.number(state, condition);
  guard.right = 0;
  return guard.left.isUnknown() ? std::nullopt : std::optional(guard);
}

std::vector<Interpreter::Edge> Interpreter::successors(BlockId block, const State &state) {
  const Terminator &terminator = function.body.blocks[block].terminator;
  std::vector<Edge> result;
  auto add = [&](unsigned index, std::optional<Guard> guard = std::nullopt) {
    if (index < terminator.successors.size() && terminator.successors[index] != none)
      result.push_back({terminator.successors[index], std::move(guard), std::nullopt, {}, {}});
  };
  switch (terminator.kind) {
  case Terminator::Exit:
    result.push_back({none, std::nullopt, std::nullopt, {}, {}});
    break;
  case Terminator::Jump:
    add(0);
    break;
  case Terminator::Branch: {
    std::optional<double> known = evaluator.decided(state, terminator.condition);
    // Nothing in a loop is decided by its first iteration.
    unsigned loop = graph.loopOf(block);
    bool turns = loop != none && !evaluator.unrolled.count(loop);
    if (known && !turns) {
      add(*known != 0 ? 0 : 1);
      break;
    }
    if (auto behind = splits.behindFirst.find(loop); behind != splits.behindFirst.end())
      if (auto side = behind->second.sides.find(block); side != behind->second.sides.end()) {
        add(side->second);
        break;
      }
    if (ordered.empty())
      ordered = orderedText(evaluator, state, terminator.condition);
    bool ends = loop != none && llvm::any_of(terminator.successors, [&](BlockId to) {
      return to == none || !graph.contains(loop, to);
    });
    add(0, guardOf(evaluator, state, terminator.condition, true, ends));
    add(1, guardOf(evaluator, state, terminator.condition, false, ends));
    ValueRef condition = values.expand(evaluator.evaluate(state, terminator.condition));
    if (result.size() == 2 && (condition->share == 0 || condition->share == 1)) { // in each iteration
      result.erase(result.begin() + (condition->share == 1 ? 1 : 0));
      break;
    }
    // A number that ends the loop is mostly one that no record has.
    auto sampled = ends && asksForNumber(condition->text) ? std::nullopt : shareOf(condition->text);
    bool counts = loop != none && countsIn(function, graph.loops[loop], terminator.condition);
    for (Edge &edge : result) {
      edge.record = counts ? Subject() : condition->record;
      edge.option = valueFoundOn(evaluator, state, terminator.condition, edge.to == terminator.successors[0]);
      if (sampled && result.size() == 2)
        edge.share = edge.to == terminator.successors[0] ? *sampled : *shareOf(notHolding(condition->text));
      if (condition->share >= 0 && result.size() == 2)
        edge.share = Expr(edge.to == terminator.successors[0] ? condition->share : 1 - condition->share);
    }
    if (result.size() == 2 && !result[0].share)
      if (auto stride = shareOfStride(terminator.condition, [&](const Operand &part) { return evaluator.number(state, part); }))
        result[0].share = *stride, result[1].share = size::restOf(*stride);
    if (auto shares = nullShares(evaluator, state, terminator.condition); shares && result.size() == 2)
      std::tie(result[0].share, result[1].share) = *shares;
    shareOut(block, state, result);
    takeCounterTest(block, result);
    bool ofNumbers = comparesSums(terminator.condition, ends); // wherever they were read
    if (llvm::all_of(result, [&](const Edge &edge) { return isUndecided(edge, ofNumbers); }))
      splits.undecided.insert(block);
    else
      splits.undecided.erase(block);
    break;
  }
  case Terminator::Switch: {
    if (auto known = evaluator.decided(state, terminator.condition)) {
      unsigned chosen = terminator.successors.size() - 1;
      for (unsigned index = 0; index < terminator.cases.size() && index + 1 < terminator.successors.size(); ++index)
        if (static_cast<double>(terminator.cases[index]) == *known)
          chosen = index;
      add(chosen);
      break;
    }
    const Subject taken = values.expand(evaluator.evaluate(state, terminator.condition))->text;
    for (unsigned index = 0; index < terminator.successors.size(); ++index) {
      add(index);
      if (index < terminator.cases.size() && !result.empty())
        result.back().option = valueOfOption(taken, static_cast<double>(terminator.cases[index]));
    }
    if (llvm::all_of(result, [](const Edge &edge) { return isUndecided(edge, true); }))
      splits.undecided.insert(block);
    break;
  }
  case Terminator::Each: {
    Guard guard;
    guard.kind = Guard::Elements;
    std::vector<Location> walked = evaluator.locate(state, terminator.range);
    ValueRef range = values.expand(state.load(walked));
    if (range->kind == Value::Pointer && range->source.empty() && range->text.empty()) // a view of some range's elements
      for (Location place : evaluator.referents(range, walked))
        if (!place.path.empty() && place.path.back().name == "element") {
          place.path.pop_back();
          range = values.expand(state.load(place));
          break;
        }
    if (auto size = range->state.find("size"); size != range->state.end())
      guard.count = size->second;
    else if (range->kind == Value::Array)
      guard.count = range->number;
    else if (!range->source.empty() || !range->text.empty())
      guard.count = countOf(size::Subject("entry", {range->source.empty() ? range->text : range->source}));
    else
      guard.count = Expr::unknown("the length of a range is not known");
    if (auto turn = evaluator.unrolled.find(graph.loopOf(block)); turn != evaluator.unrolled.end())
      if (auto count = evaluator.constant(guard.count)) {
        add(turn->second < *count ? 0 : 1);
        break;
      }
    add(0);
    add(1, guard);
    break;
  }
  }
  return result;
}

} // namespace highwater::flow
