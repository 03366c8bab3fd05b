// Control: blocks in reverse post-order, inner loops closed before what follows them.

#include "analysis/flow/Interpreter.h"

#include "analysis/flow/Generalize.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;
using events::Operand;
using events::Terminator;
using size::Expr;

Site siteOf(const events::Unit &unit, const events::Function &function, const events::Location &location) {
  Site site;
  site.function = function.name;
  if (!location.valid())
    return site;
  site.file = unit.files[location.file];
  site.line = location.line;
  site.column = location.column;
  site.offset = location.offset;
  return site;
}

Interpreter::Interpreter(const events::Unit &unit, const events::Function &function, const Graph &graph,
                         const Values &values, Calls &calls, RunOptions options)
    : evaluator(unit, function, values), function(function), graph(graph), values(values), calls(calls),
      options(std::move(options)) {
  evaluator.known = this->options.known;
}

Outcome Interpreter::run() { return run(nullptr); }

/// `ns::Type::Type`.
static bool isConstructor(const events::Function &function) {
  auto [scope, name] = llvm::StringRef(function.name).rsplit("::");
  return !name.empty() && (scope == name || scope.ends_with("::" + name.str()));
}

Outcome Interpreter::run(llvm::raw_ostream *out) {
  dump = out;
  std::vector<Peak> found;
  peaks = &found;
  State entry(values);
  entry.logSweeps(std::make_shared<State::Sweeps>());
  if (isConstructor(function))
    entry.beginEmpty({none, size::Subject("deref", {size::Subject("this")})});
  for (events::VarId id = 0; id < function.body.variables.size(); ++id)
    if (const events::Variable &variable = function.body.variables[id]; variable.value)
      entry.store(evaluator.variable(id), scalar(Expr(static_cast<double>(*variable.value))));
  Region region;
  if (!function.body.blocks.empty())
    region = runRegion(none, entry);
  Outcome outcome{entry, {}, false, upper};
  for (Arrival &exit : region.exits) {
    if (!outcome.returns)
      outcome.exit = exit.state;
    else
      outcome.exit.join(exit.state);
    outcome.returns = true;
  }
  prune(found);
  outcome.peaks = std::move(found);
  return outcome;
}

/// Runs the blocks of a loop (or of the whole function) that are in no inner loop; inner ones are closed on the way.
Interpreter::Region Interpreter::runRegion(unsigned loop, State entry) {
  Region region;
  std::map<BlockId, State> waiting;
  BlockId first = loop == none ? 0 : graph.loops[loop].header;
  waiting.emplace(first, std::move(entry));
  while (!waiting.empty()) {
    auto next = waiting.begin();
    BlockId block = next->first;
    State state = std::move(next->second);
    waiting.erase(next);
    unsigned inner = graph.loopOf(block);
    if (inner != loop) {
      while (graph.loops[inner].parent != loop && graph.loops[inner].parent != none)
        inner = graph.loops[inner].parent;
      runLoop(inner, state, region, waiting, loop);
      continue;
    }
    runBlock(block, state);
    std::vector<Edge> edges = successors(block, state);
    bool ends = loop == none || llvm::any_of(edges, [&](const Edge &edge) { // a loop's own test bounds nothing but itself
      return edge.to == none || !graph.contains(loop, edge.to);
    });
    for (Edge &edge : edges) {
      State next = state;
      if (edge.share)
        next.shares.push_back({block, *edge.share});
      if (edge.guard && !ends)
        bound(next, *edge.guard);
      if (!edge.record.empty())
        next.condition = edge.record;
      deliver({block, edge.to, std::move(next), std::move(edge.guard)}, loop, region, waiting);
    }
  }
  return region;
}

/// Whether an expression is made of a number that a loop is changing.
static bool isNow(const Expr &expression) {
  std::set<size::Symbol> symbols;
  expression.collectSymbols(symbols);
  return llvm::any_of(symbols, [](const size::Symbol &symbol) { return symbol.measure == "now"; });
}

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
  if ((!less && !more) || number.isUnknown() || limit.isUnknown() || number.asConstant() || !isNow(number) || isNow(limit) ||
      counted(limit))
    return;
  Expr bounded = Expr::min({number, guard.op == ">=" || guard.op == "<=" ? limit - 1 : limit});
  Rewriter rewriter = identityRewriter();
  rewriter.number = [&](const Expr &other) { return other == number ? bounded : other; };
  state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
}

/// An edge leads on inside the region, back to its head, or out of it.
void Interpreter::deliver(Arrival arrival, unsigned loop, Region &region, std::map<BlockId, State> &waiting) {
  BlockId to = arrival.to;
  bool inside = to != none && (loop == none || graph.contains(loop, to));
  if (!inside) {
    region.exits.push_back(std::move(arrival));
    return;
  }
  bool back = loop != none && to == graph.loops[loop].header;
  if (back || to <= arrival.from) { // a jump into a loop past its head is cut
    if (region.back)
      region.back->join(arrival.state);
    else
      region.back = std::move(arrival.state);
    return;
  }
  auto [found, inserted] = waiting.try_emplace(to, arrival.state);
  if (!inserted)
    found->second.join(arrival.state);
}

void Interpreter::runLoop(unsigned loop, const State &entry, Region &outer, std::map<BlockId, State> &waiting,
                          unsigned within) {
  const Loop &shape = graph.loops[loop];
  std::vector<Peak> *outerPeaks = peaks;
  std::vector<Peak> found;
  llvm::raw_ostream *outerDump = std::exchange(dump, nullptr);
  peaks = &found;
  const Terminator &test = function.body.blocks[shape.header].terminator;
  bool walks = test.kind == Terminator::Each;
  if (walks)
    evaluator.walks.push_back(loop);
  size_t outerCounters = evaluator.counters.size();

  std::string name = function.usr + ":" + std::to_string(shape.header) + ":" + std::to_string(outerCounters);
  Generalization head(values, name);
  auto sweeps = std::make_shared<State::Sweeps>();
  State start = entry;
  start.logSweeps(sweeps);
  Region body;
  for (unsigned round = 0; round < 5; ++round) {
    found.clear();
    evaluator.counters.resize(outerCounters);
    for (const size::Symbol &symbol : head.scalars())
      evaluator.counters.push_back({symbol, loop});
    body = runRegion(loop, start);
    if (!body.back || !head.widen(start, *body.back, round == 3))
      break;
  }
  if (outerDump && body.back) { // the dump shows the body once, from its final head
    dump = outerDump;
    found.clear();
    body = runRegion(loop, start);
  }
  evaluator.counters.resize(outerCounters);
  if (walks)
    evaluator.walks.pop_back();
  peaks = outerPeaks;
  dump = outerDump;

  std::vector<Leaf> leaves = body.back ? head.leaves(start, *body.back, *sweeps, loop) : std::vector<Leaf>();
  LoopClosure closure(name, leaves);
  std::vector<Guard> guards;
  std::vector<BlockId> guardBlocks;
  for (const Arrival &exit : body.exits) {
    bool always = llvm::all_of(shape.latches, [&](BlockId latch) { return graph.dominates(exit.from, latch); });
    if (exit.guard && always && graph.loopOf(exit.from) == loop) {
      guards.push_back(*exit.guard);
      guardBlocks.push_back(exit.from);
    } else if (exit.to != none) {
      upper = true;
    }
  }
  std::string where = "line " + std::to_string(test.location.line);
  Expr trips = body.back ? closure.tripCount(guards, where) : Expr(0);
  if (dump)
    *dump << "loop at " << where << " runs " << trips.str() << " times\n";

  for (Peak &peak : found) {
    bool behindGuard = llvm::any_of(guardBlocks, [&](BlockId guard) {
      return guard != peak.block && graph.dominates(guard, peak.block);
    });
    if (peak.capacityBefore && closure.neverDoubles(*peak.capacityBefore, *peak.sizeAfter, trips))
      continue; // reserved
    Expr last = behindGuard || !body.back ? trips - (body.back ? 1 : 0) : trips;
    if (peak.capacityBefore && closure.lastDoubling(*peak.capacityBefore, *peak.sizeAfter, trips)) {
      Expr before = *peak.capacityBefore, after = *peak.sizeAfter;
      peak.capacityBefore = peak.sizeAfter = std::nullopt;
      rewrite(peak, [&](const Expr &number) { return closure.atDoubling(number, before, after, trips); });
    } else {
      rewrite(peak, [&](const Expr &number) { return closure.at(number, last); });
    }
    if (std::string reason = withoutUnknown(peak); !reason.empty())
      calls.assume(reason, peak.site);
    peaks->push_back(std::move(peak));
  }
  prune(*peaks);

  Rewriter rewriter = identityRewriter();
  rewriter.number = [&](const Expr &number) { return closure.final(number, trips); };
  for (Arrival &exit : body.exits) {
    exit.state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
    exit.guard.reset();
    exit.state.shares = entry.shares;
    deliver(std::move(exit), within, outer, waiting);
  }
}

/// The condition that keeps a loop going, as seen on the edge that leaves when it is `value`.
static std::optional<Guard> guardOf(const Evaluator &evaluator, const State &state, const Operand &condition, bool leaves) {
  if (condition.kind == Operand::Unary && condition.text == "!")
    return guardOf(evaluator, state, condition.operands[0], !leaves);
  if (condition.kind == Operand::Cast)
    return guardOf(evaluator, state, condition.operands[0], leaves);
  ValueRef value = evaluator.values.expand(evaluator.evaluate(state, condition));
  if (!value->record.empty()) {
    Guard guard;
    guard.kind = Guard::Record;
    guard.record = value->record;
    return guard;
  }
  if (condition.kind == Operand::Binary) {
    static const std::pair<const char *, const char *> opposites[] = {{"<", ">="}, {"<=", ">"}, {">", "<="},
                                                                      {">=", "<"}, {"==", "!="}, {"!=", "=="}};
    for (auto [op, opposite] : opposites)
      if (condition.text == op) {
        Guard guard;
        guard.op = leaves ? opposite : op;
        ValueRef left = evaluator.values.expand(evaluator.evaluate(state, condition.operands[0]));
        ValueRef right = evaluator.values.expand(evaluator.evaluate(state, condition.operands[1]));
        bool pointers = left->kind == Value::Pointer && right->kind == Value::Pointer;
        guard.left = pointers ? left->number : evaluator.number(state, condition.operands[0]);
        guard.right = pointers ? right->number : evaluator.number(state, condition.operands[1]);
        return guard;
      }
    return std::nullopt;
  }
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
      result.push_back({terminator.successors[index], std::move(guard), std::nullopt, {}});
  };
  switch (terminator.kind) {
  case Terminator::Exit:
    result.push_back({none, std::nullopt, std::nullopt, {}});
    break;
  case Terminator::Jump:
    add(0);
    break;
  case Terminator::Branch: {
    std::optional<double> known = evaluator.number(state, terminator.condition).asConstant();
    // A loop's own test is not decided by its first iteration.
    bool inLoop = graph.loopOf(block) != none;
    if (known && !inLoop) {
      add(*known != 0 ? 0 : 1);
      break;
    }
    add(0, guardOf(evaluator, state, terminator.condition, true));
    add(1, guardOf(evaluator, state, terminator.condition, false));
    ValueRef condition = values.expand(evaluator.evaluate(state, terminator.condition));
    for (Edge &edge : result) {
      edge.record = condition->record;
      if (condition->share >= 0 && result.size() == 2)
        edge.share = edge.to == terminator.successors[0] ? condition->share : 1 - condition->share;
    }
    break;
  }
  case Terminator::Switch:
    for (unsigned index = 0; index < terminator.successors.size(); ++index)
      add(index);
    break;
  case Terminator::Each: {
    Guard guard;
    guard.kind = Guard::Elements;
    ValueRef range = values.expand(state.load(evaluator.locate(state, terminator.range)));
    if (auto size = range->state.find("size"); size != range->state.end())
      guard.count = size->second;
    else if (range->kind == Value::Array)
      guard.count = range->number;
    else if (!range->source.empty() || !range->text.empty())
      guard.count = countOf(size::Subject("entry", {range->source.empty() ? range->text : range->source}));
    else
      guard.count = Expr::unknown("the length of a range is not known");
    add(0);
    add(1, guard);
    break;
  }
  }
  return result;
}

} // namespace highwater::flow
