// One loop: its head state, its body run until that is stable, its closing, and what that makes of its peaks.

#include "analysis/flow/Cursors.h"
#include "analysis/flow/Exchanges.h"
#include "analysis/flow/FirstTurns.h"
#include "analysis/flow/Generalize.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/JoinNumbers.h"
#include "analysis/flow/LetterWalks.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/PiecesRead.h"
#include "analysis/flow/ReadCounts.h"
#include "analysis/flow/Readings.h"
#include "analysis/flow/Searches.h"
#include "analysis/flow/Shrinking.h"
#include "analysis/flow/Turns.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;
using events::Terminator;
using size::Expr;
using size::Subject;

/// How many iterations there are where some of them leave the loop, with a share that is known.
static Expr withExits(const Expr &trips, llvm::ArrayRef<Expr> shares) {
  Expr share = Expr::sum(shares);
  return share.isZero() || trips.isUnknown() ? trips : trips / Expr::max({1, trips * share});
}

/// What is read of a record that the loop reads as well ends no more loops than that does.
static void keepOutermost(std::vector<Guard> &guards) {
  auto ends = [](const Guard &guard) { return guard.kind == Guard::Record; };
  const std::vector<Guard> all = guards;
  llvm::erase_if(guards, [&](const Guard &inner) {
    return ends(inner) && llvm::any_of(all, [&](const Guard &outer) {
             return ends(outer) && isWithin(inner.record, outer.record) && !isWithin(outer.record, inner.record);
           });
  });
}

/// Peaks inside a body are largest in its last iteration, those of a growing container at its last doubling.
void Interpreter::closePeaks(std::vector<Peak> &found, const LoopClosure &closure, const Expr &trips,
                             llvm::function_ref<Expr(const Peak &)> last) {
  for (Peak &peak : found) {
    if (peak.capacityBefore && closure.neverDoubles(*peak.capacityBefore, *peak.sizeAfter, trips))
      continue; // reserved
    auto doubling = peak.capacityBefore ? closure.lastDoubling(*peak.capacityBefore, *peak.sizeAfter, trips) : std::nullopt;
    if (doubling) {
      Expr before = *peak.capacityBefore, after = *peak.sizeAfter;
      peak.capacityBefore = peak.sizeAfter = std::nullopt;
      bool mapped = size::magnitude(peak.resident) > size::magnitude(peak.size);
      Expr filled = closure.at(peak.resident - peak.transient, trips - 1);
      rewrite(peak, [&](const Expr &number) { return closure.atDoubling(number, before, after, trips); });
      if (!filled.isUnknown() && (mapped || size::magnitude(filled) <= size::magnitude(peak.size)))
        peak.resident = Expr::max({peak.resident, filled});
      std::vector<Expr> growth = doubling->operandsOf(size::Function::LastGrowth);
      if (growth.size() == 2 && grownFrom(growth[0])) // it may be grown by a loop around this one
        std::tie(peak.capacityBefore, peak.sizeAfter) = std::pair(growth[0], growth[1]);
    } else {
      Expr index = last(peak);
      rewrite(peak, [&](const Expr &number) { return closure.at(number, index); });
    }
    if (std::string reason = withoutUnknown(peak); !reason.empty())
      calls.assume(reason, peak.site);
    peaks->push_back(std::move(peak));
  }
}

/// Where there is less in each iteration, a peak may be in the first.
void Interpreter::closeFirst(llvm::ArrayRef<Peak> found, const LoopClosure &closure) {
  for (Peak peak : found) {
    peak.capacityBefore = peak.sizeAfter = std::nullopt;
    rewrite(peak, [&](const Expr &number) { return closure.at(number, 0); });
    if (withoutUnknown(peak).empty())
      peaks->push_back(std::move(peak));
  }
}

/// Whether the body calls what is known only when it runs: the tasks of a queue.
static bool callsWhatItTakes(const events::Function &function, const Loop &loop) {
  return llvm::any_of(loop.blocks, [&](BlockId block) {
    return llvm::any_of(function.body.blocks[block].events, [](const events::Event &event) {
      return event.kind == events::Event::Call && (event.callee.kind == events::Callee::Indirect ||
                                                   llvm::StringRef(event.callee.name).ends_with("operator()"));
    });
  });
}

/// Whether a number is one that a loop counts with, or where a pointer is: in a variable of the function, set for this loop.
static bool isCounter(const State &head, const Leaf &leaf) {
  if (changesInLoop(leaf.initial))
    return false;
  return llvm::any_of(head.roots(), [&](const auto &root) {
    bool number = root.second->kind == Value::Scalar || root.second->kind == Value::Pointer;
    return root.first.variable != none && number && root.second->number.mentions(leaf.symbol);
  });
}

void Interpreter::runLoop(unsigned loop, const State &entry, Region &outer, Waiting &waiting,
                          unsigned within) {
  if (runWords(loop, entry, outer, waiting, within) || runFirst(loop, entry, outer, waiting, within))
    return;
  const Loop &shape = graph.loops[loop];
  std::vector<Peak> *outerPeaks = peaks;
  std::vector<Peak> found;
  llvm::raw_ostream *outerDump = std::exchange(dump, nullptr);
  peaks = &found;
  const Terminator &test = function.body.blocks[shape.header].terminator;
  bool walks = test.kind == Terminator::Each;
  if (walks)
    evaluator.walks.push_back(loop);
  auto letters = splits.scans.find(loop);
  if (letters != splits.scans.end())
    evaluator.scanned.push_back(letters->second);
  size_t outerCounters = evaluator.counters.size();

  std::string name = function.usr + ":" + std::to_string(shape.header) + ":" + std::to_string(outerCounters);
  std::optional<Generalization> head(std::in_place, values, name, loop);
  auto sweeps = std::make_shared<State::Sweeps>();
  State start = entry;
  start.logSweeps(sweeps);
  Region body;
  const bool outerUpper = upper; // what was not known before the last round is no matter
  constexpr unsigned mostMoves = 2;
  for (unsigned round = 0, moves = 0; round < 5;) {
    found.clear();
    upper = outerUpper || splits.batches.count(loop);
    evaluator.counters.resize(outerCounters);
    for (const size::Symbol &symbol : head->scalars())
      evaluator.counters.push_back({symbol, loop});
    body = runRegion(loop, start);
    if (body.back)
      putBack(start, *body.back);
    if (body.back && head->tellsTurns() && !Turns(loop, *body.back).areSeveral()) {
      head.emplace(values, name);
      *sweeps = {};
      start = entry;
      start.logSweeps(sweeps);
      round = moves = 0;
      continue;
    }
    if (body.back && round == 0 && moves < mostMoves && head->moveOn(start, *body.back)) {
      ++moves;
      continue;
    }
    if (!body.back || !head->widen(start, *body.back, round == 3))
      break;
    ++round;
  }
  if (outerDump && body.back) { // the dump shows the body once, from its final head
    dump = outerDump;
    found.clear();
    body = runRegion(loop, start);
  }
  evaluator.counters.resize(outerCounters);
  if (walks)
    evaluator.walks.pop_back();
  if (letters != splits.scans.end())
    evaluator.scanned.pop_back();
  peaks = outerPeaks;
  dump = outerDump;

  std::vector<Leaf> leaves = body.back ? head->leaves(start, *body.back, *sweeps, loop) : std::vector<Leaf>();
  if (body.back && head->tellsTurns())
    closeTurns(loop, body, leaves, found);
  LoopClosure closure(name, leaves);
  std::vector<Guard> guards;
  std::vector<BlockId> guardBlocks;
  std::vector<Expr> leaving;
  for (const Arrival &exit : body.exits) {
    BlockId first = exit.guard ? firstTestOf(exit) : exit.from;
    if (leavesBySample(entry, exit)) {
      leaving.push_back(shareBehind(exit.state.shares, entry.shares.size()));
      continue;
    }
    if (endsEach(exit, loop)) {
      guards.push_back(*exit.guard);
      guardBlocks.push_back(first);
    } else if (exit.to != none) {
      upper = true;
    }
  }
  const std::string where = "line " + std::to_string(test.location.line);
  for (Guard &guard : guards)
    if (guard.kind == Guard::Record && body.back)
      countReads(guard, start, *body.back);
    else if (guard.kind == Guard::Compare && body.back && closure.tripCount(guard, where).isUnknown())
      guard = overPieces(guard, start, *body.back).value_or(guard);
  std::vector<Exit> exits;
  for (const Arrival &exit : body.exits)
    exits.push_back({exit.from, exit.to});
  auto scan = body.back ? scanOf(evaluator, exits, start, *body.back) : std::nullopt;
  auto walk = body.back && !scan ? walkToEnd(evaluator, exits, entry, start, *body.back) : std::nullopt;
  if (scan || walk)
    guards.push_back(elementsOf(scan ? lengthOf(scan->piece) : walk->count));
  auto piece = body.back ? pieceRead(evaluator, {graph, loop, guards, guardBlocks, closure, splits.noted[loop], *body.back}) : std::nullopt;
  if (piece)
    guards = upToItsEnd(guards, *piece);
  keepOutermost(guards);
  leaveOut(guards, splits.behindFirst[loop].iterations);
  Expr trips = body.back ? closure.tripCount(guards, where) : Expr(0);
  if (letters != splits.scans.end())
    trips = countOf(letters->second);
  trips = withExits(trips, leaving);
  Subject passed = scan ? scan->piece.parts()[0] : walk ? walk->text : textOfLength(trips);
  if (body.back && (findPieces(loop, *body.back, trips) || findBatches(loop) || findLetters(loop, passed, trips) ||
                     findCounterTests(loop, closure, trips) ||
                     (trips.isUnknown() && findScan(loop, guards)))) {
    upper = outerUpper;
    return runLoop(loop, entry, outer, waiting, within);
  }
  if (callsWhatItTakes(function, shape) && llvm::any_of(guards, [&](const Guard &guard) { return endsEmpty(guard, leaves); }))
    calls.assume("the loop at " + where + " calls what is there when it begins, and nothing that others add",
                 siteOf(evaluator.unit, function, test.location));
  if (dump)
    *dump << "loop at " << where << " runs " << trips.str() << " times\n";

  auto counts = [&](const Leaf &leaf) { return isCounter(start, leaf); };
  if (!trips.isUnknown() && closure.countDown(guards, counts))
    closeFirst(found, closure);
  upper |= closure.multiplies();
  std::vector<std::optional<std::map<size::Symbol, Expr>>> limits;
  for (const Arrival &exit : body.exits)
    limits.push_back(exit.guard && graph.loopOf(exit.from) == loop ? shrunk(leaves, closure, *exit.guard, counts)
                                                                   : std::nullopt);
  bool shrinks = llvm::any_of(limits, [](const auto &limit) { return limit.has_value(); });
  closePeaks(found, closure, trips, [&](const Peak &peak) {
    if (shrinks)
      return Expr(0); // there is less and less
    bool behindGuard = llvm::any_of(guardBlocks, [&](BlockId guard) {
      return guard != peak.block && graph.dominates(guard, peak.block);
    });
    return behindGuard || !body.back ? trips - (body.back ? 1 : 0) : trips;
  });
  prune(*peaks);

  std::vector<BlockId> own;
  llvm::copy_if(shape.blocks, std::back_inserter(own), [&](BlockId block) { return graph.loopOf(block) == loop; });
  Expr hit = 0; // how often a search ends before all is gone through
  std::vector<char> finds;
  for (const Arrival &exit : body.exits) {
    auto text = textFoundAt(exit);
    finds.push_back(text.has_value());
    if (text)
      hit = size::restOf(freshShare(*text));
  }
  auto skipped = body.back ? skippedLines(evaluator, own, exits, entry, *body.back) : std::nullopt;
  for (auto [exit, limit, found] : llvm::zip(body.exits, limits, finds)) {
    bool again = llvm::any_of(llvm::zip(body.exits, limits), [&, &exit = exit](const auto &other) {
      return &std::get<0>(other) != &exit && std::get<0>(other).to == exit.to && std::get<1>(other);
    });
    if (again && exit.guard && endsEmpty(*exit.guard, leaves))
      continue; // `!cache.empty() && used > most`: where nothing is left, it is at its least
    bool onTheWay = leavesBySample(entry, exit); // in the last iteration
    if (!onTheWay && (!endsEach(exit, loop) || !tellsWhen(*exit.guard, leaves)))
      leaveEarly(exit.state, closure, counts);
    else if (onTheWay || body.exits.size() == 1)
      readByAll(exit.state, closure, onTheWay ? trips - 1 : trips);
    Rewriter rewriter = identityRewriter();
    rewriter.number = [&, &limit = limit](const Expr &number) {
      Expr limited = limit ? number.substitute([&](const size::Symbol &symbol) -> std::optional<Expr> {
        auto found = limit->find(symbol);
        return found == limit->end() ? std::nullopt : std::optional(found->second);
      }) : number;
      return onTheWay ? closure.at(limited, trips - 1) : closure.final(limited, trips);
    };
    exit.state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
    exit.guard.reset();
    if (scan)
      endScan(exit.state, *scan);
    if (skipped)
      endSkip(exit.state, *skipped);
    nameFilled(loop, entry, exit.state, trips);
    if (piece)
      endPiece(exit.state, *piece);
    exit.state.leaveLoop(entry);
    if (!hit.isZero())
      endSearch(exit.state, loop, found != 0, hit);
    deliver(std::move(exit), within, outer, waiting);
  }
}

} // namespace highwater::flow
