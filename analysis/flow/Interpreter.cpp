// Control: blocks in reverse post-order, inner loops closed before what follows them.

#include "analysis/flow/Interpreter.h"

#include "analysis/flow/Limits.h"
#include "analysis/flow/Nulls.h"
#include "analysis/flow/ReadCounts.h"
#include "analysis/flow/Readings.h"
#include "analysis/flow/Untouched.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;
using events::Operand;
using events::Terminator;
using size::Expr;
using size::Subject;

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
      options(std::move(options)), teams(teamsOf(function)) {
  evaluator.known = this->options.known;
  evaluator.spelled = this->options.spelled;
}

Outcome Interpreter::run() { return run(nullptr); }

/// `ns::Type::Type`.
static bool isConstructor(const events::Function &function) {
  auto [scope, name] = llvm::StringRef(function.name).rsplit("::");
  return !name.empty() && (scope == name || scope.ends_with("::" + name.str()));
}

/// A place that a parameter or `this` leads to, with the type of what is there.
Location Interpreter::typed(Location where, const State &state) const {
  for (events::VarId id = 0; !where.rootType && id < function.body.variables.size(); ++id) {
    Location variable = evaluator.variable(id);
    if (variable.root.external.empty())
      continue;
    if (variable.root == where.root)
      where.rootType = variable.rootType;
    ValueRef value = values.expand(state.load(variable));
    for (const Location &target : value->targets)
      if (target.root == where.root && target.path.empty())
        where.rootType = target.rootType;
  }
  return where;
}

/// Two paths out of the function meet, each with its result.
void Interpreter::meet(State &mine, State theirs) const {
  for (events::VarId id = 0; id < function.body.variables.size(); ++id)
    if (function.body.variables[id].storage == events::Variable::Result) {
      settleUntouched(mine, theirs, evaluator.variable(id));
      settleResults(mine, theirs, evaluator.variable(id));
    }
  mine.join(theirs);
}

Outcome Interpreter::run(llvm::raw_ostream *out) {
  dump = out;
  std::vector<Peak> found;
  peaks = &found;
  State entry = options.start ? *options.start : State(values);
  for (events::VarId id = 0; id < function.body.variables.size(); ++id)
    if (const events::Variable &variable = function.body.variables[id]; variable.storage == events::Variable::Parameter)
      if (auto passed = options.passed.find(variable.index); passed != options.passed.end())
        entry.store(evaluator.variable(id), passed->second);
  for (const auto &[where, value] : options.placed)
    entry.store(typed(where, entry), value);
  entry.logSweeps(std::make_shared<State::Sweeps>());
  if (!options.inPieces.empty()) {
    auto pieces = std::make_shared<State::Pieces>();
    for (const auto &[variable, path] : options.inPieces) {
      Location where = evaluator.variable(variable);
      for (const std::string &field : path)
        where = where.at({Step::Field, field});
      pieces->insert(where);
    }
    entry.holdInPieces(std::move(pieces));
  }
  if (isConstructor(function))
    entry.beginEmpty({none, size::Subject("deref", {size::Subject("this")})});
  for (events::VarId id = 0; id < function.body.variables.size(); ++id)
    if (const events::Variable &variable = function.body.variables[id]; variable.value)
      entry.store(evaluator.variable(id), scalar(Expr(static_cast<double>(*variable.value))));
  Region region;
  if (!function.body.blocks.empty())
    region = runRegion(none, entry);
  Outcome outcome{entry, {}, false, upper, {}, {}};
  for (Arrival &exit : region.exits) {
    if (!outcome.returns)
      outcome.exit = exit.state;
    else
      meet(outcome.exit, exit.state);
    outcome.returns = true;
  }
  prune(found);
  for (Peak &peak : found) {
    for (const Held &held : peak.held)
      if (!held.leftOut.empty())
        calls.assume("a part of '" + held.object + "' is left out: " + held.leftOut, held.allocated);
    llvm::erase_if(peak.held, [](const Held &held) { return held.size.isZero(); });
  }
  outcome.peaks = std::move(found);
  outcome.open = std::move(open);
  outcome.ordered = ordered;
  return outcome;
}

/// Whether a condition holds where nothing was read: `!std::getline(in, line)`.
static bool isNegated(const Evaluator &evaluator, const State &state, const Operand &condition) {
  if (condition.kind == Operand::Unary && condition.text == "!")
    return !isNegated(evaluator, state, condition.operands[0]);
  if (condition.kind == Operand::Cast)
    return isNegated(evaluator, state, condition.operands[0]);
  ValueRef answer = evaluator.values.expand(evaluator.evaluate(state, condition));
  return answer->text == Subject("not", {answer->record});
}

/// Runs the blocks of a loop (or of the whole function) that are in no inner loop; inner ones are closed on the way.
Interpreter::Region Interpreter::runRegion(unsigned loop, State entry) {
  Region region;
  Waiting waiting;
  BlockId first = loop == none ? 0 : graph.loops[loop].header;
  waiting[first].push_back(std::move(entry));
  while (!waiting.empty()) {
    auto next = waiting.begin();
    BlockId block = next->first;
    State state = meetAll(block, std::move(next->second));
    waiting.erase(next);
    unsigned inner = graph.loopOf(block);
    if (inner != loop) {
      while (graph.loops[inner].parent != loop && graph.loops[inner].parent != none)
        inner = graph.loops[inner].parent;
      runLoop(inner, state, region, waiting, loop);
      continue;
    }
    evaluator.region = loop;
    runBlock(block, state);
    const Terminator &branch = function.body.blocks[block].terminator;
    std::vector<Edge> edges = successors(block, state);
    bool ends = loop == none || llvm::any_of(edges, [&](const Edge &edge) { // a loop's own test bounds nothing but itself
      return edge.to == none || !graph.contains(loop, edge.to);
    });
    for (Edge &edge : edges) {
      bool tests = branch.kind == Terminator::Branch && edges.size() == 2;
      if (tests && loop != none && contradictsNull(evaluator, state, branch.condition, &edge == &edges[0]))
        continue; // so far: where a later iteration finds something there, the body runs again
      State next = state;
      if (tests)
        assumeNulls(evaluator, next, branch.condition, &edge == &edges[0]);
      if (!edge.option.empty())
        next.option = edge.option;
      if (edge.share)
        next.shares.push_back({block, &edge != &edges[0], *edge.share});
      if (edge.guard && !ends)
        bound(next, *edge.guard);
      if (edge.guard && edge.guard->kind == Guard::Compare) // the guard is what would hold on the other side
        next.comparisons.push_back({block, opposite(edge.guard->op), edge.guard->left, edge.guard->right});
      if (!edge.record.empty() && (next.condition.empty() || !mentions(edge.record, next.condition))) // not a test of its pieces
        next.condition = edge.record;
      if (!edge.record.empty() && edges.size() == 2 && (&edge == &edges[0]) == isNegated(evaluator, next, branch.condition))
        endReads(next, edge.record);
      deliver({block, edge.to, std::move(next), std::move(edge.guard)}, loop, region, waiting);
    }
  }
  return region;
}

/// A result that can be empty is about the record whose reading decided what it is, like `return true` where one was read.
void Interpreter::noteCondition(State &state) const {
  if (state.condition.empty())
    return;
  for (events::VarId id = 0; id < function.body.variables.size(); ++id) {
    if (function.body.variables[id].storage != events::Variable::Result)
      continue;
    ValueRef result = values.expand(state.load(evaluator.variable(id)));
    bool optional = result->kind == Value::Object && !values.catalog.methods(*result->model, "(convert)").empty() &&
                    (result->model->role == "plain" || result->model->role == "owner");
    if ((optional || result->kind == Value::Pointer) && result->record.empty() && result->source.empty())
      state.store(evaluator.variable(id), changed(result, [&](Value &copy) { copy.record = state.condition; }));
  }
}

/// An edge leads on inside the region, back to its head, or out of it.
void Interpreter::deliver(Arrival arrival, unsigned loop, Region &region, Waiting &waiting) {
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
  if (function.body.blocks[to].terminator.kind == Terminator::Exit)
    noteCondition(arrival.state);
  waiting[to].push_back(std::move(arrival.state));
}

} // namespace highwater::flow
