// Tests of what a loop counts with, against what stays as it is: `if (i < cut) train.push_back(x); else test.push_back(x);`. How
// many iterations there are before the count reaches the other side is how often each path is taken.

#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Limits.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;
using events::Terminator;
using size::Expr;

/// In how many of `trips` iterations `below < 0` (or `<= 0`) holds of what changes by as much in each; nothing if it does not.
static std::optional<Expr> iterationsBelow(const LoopClosure &closure, const Expr &below, bool orEqual, const Expr &trips) {
  const size::Symbol index{"iteration", size::Subject("test")};
  auto linear = closure.at(below, Expr::symbol(index)).asLinearIn(index);
  if (!linear || linear->first.isZero())
    return std::nullopt;
  auto [step, first] = *linear;
  bool rises = step.isNonNegative(), falls = (Expr(0) - step).isNonNegative();
  if (!rises && !falls)
    return std::nullopt;
  Expr reached = (Expr(0) - first) / step; // the iteration in which it is 0
  if (orEqual == rises)
    reached = reached + 1;
  Expr before = reached.isNonNegative() ? reached : Expr::max({0, reached});
  if (!(trips - before).isNonNegative())
    before = Expr::min({before, trips});
  return rises ? before : trips - before;
}

/// The share of a loop's iterations that take the first side of a test.
static std::optional<Expr> shareOfTest(const LoopClosure &closure, const Guard &test, const Expr &trips) {
  bool less = test.op == "<" || test.op == "<=", more = test.op == ">" || test.op == ">=";
  if (!less && !more)
    return std::nullopt;
  Expr below = less ? test.left - test.right : test.right - test.left;
  auto count = iterationsBelow(closure, below, test.op.size() == 2, trips);
  return count ? std::optional(Expr::mean(*count) / Expr::mean(trips)) : std::nullopt; // of all that it runs for together
}

/// Where the letters of a piece are counted, which begins anew with each piece: how often a test of that count holds.
static std::optional<Expr> shareWithin(const Expr &length, Guard test) {
  for (Expr *side : {&test.left, &test.right}) {
    std::vector<Expr> operands = side->operandsOfMin();
    auto limit = llvm::find(operands, Expr::worst(length));
    if (limit == operands.end())
      continue;
    operands.erase(limit);
    *side = Expr::min(operands);
    std::set<size::Symbol> symbols;
    side->collectSymbols(symbols);
    std::erase_if(symbols, [](const size::Symbol &symbol) { return symbol.measure != "now"; });
    if (symbols.size() == 1)
      return shareOfTest(LoopClosure("letters", {{*symbols.begin(), 0, Expr::symbol(*symbols.begin()) + 1}}), test, length);
  }
  return std::nullopt;
}

bool Interpreter::findCounterTests(unsigned loop, const LoopClosure &closure, const Expr &trips) {
  bool found = false;
  constexpr unsigned mostTimes = 4; // that a share turns out to be another one
  for (BlockId block : graph.loops[loop].blocks) {
    auto met = splits.tests.find(block);
    bool stays = llvm::all_of(function.body.blocks[block].terminator.successors, [&](BlockId to) {
      return to != none && graph.contains(loop, to);
    });
    if (met == splits.tests.end() || !stays || graph.loopOf(block) != loop || trips.isUnknown() || trips.isZero())
      continue;
    auto share = shareOfTest(closure, met->second, trips);
    if (auto split = splits.found.find(loop); !share && split != splits.found.end())
      share = shareWithin(measured("len", split->second.piece), met->second);
    Splits::Counted &counted = splits.counted[block];
    bool usable = share && !share->isUnknown() && !changesInLoop(*share) && counted.times < mostTimes; // not with a loop around it
    std::optional<Expr> now = usable ? share : std::nullopt;
    if (now == counted.share)
      continue;
    counted.share = now;
    ++counted.times;
    found = true;
  }
  return found;
}

/// Guards of an edge whose share is known bound nothing: the count goes on.
void Interpreter::takeCounterTest(BlockId block, std::vector<Edge> &edges) {
  if (edges.size() != 2 || edges[0].share || !edges[0].guard || edges[0].guard->kind != Guard::Compare)
    return;
  // The guard is what would hold on the other side.
  Guard test = *edges[0].guard;
  test.op = opposite(test.op);
  splits.tests[block] = test;
  auto counted = splits.counted.find(block);
  if (counted == splits.counted.end() || !counted->second.share)
    return;
  edges[0].share = counted->second.share;
  edges[1].share = size::restOf(*counted->second.share);
  for (Edge &edge : edges)
    edge.guard.reset();
}

/// Whether a number is one that each record has of its own.
static bool isOfRecord(const Expr &number) {
  std::set<size::Symbol> symbols;
  number.collectSymbols(symbols);
  return llvm::any_of(symbols, [](const size::Symbol &symbol) { return symbol.varying && symbol.measure == "value"; });
}

bool Interpreter::isUndecided(const Edge &edge, bool ofNumbers) {
  auto tells = [](const Expr &number) { return !number.isUnknown() && !isOfRecord(number); };
  bool compares = edge.guard && tells(edge.guard->left) && tells(edge.guard->right);
  if (compares && edge.guard->left.asConstant() && edge.guard->right.asConstant()) // `v[i] - v[j] > 3`: of elements that one stands for
    compares = false;
  return !edge.share && !compares && (ofNumbers || edge.record.empty()) && edge.option.empty();
}

} // namespace highwater::flow
