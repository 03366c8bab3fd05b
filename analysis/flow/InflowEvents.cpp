// The run over a function's events, and what each of them does.

#include "analysis/flow/Inflow.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Solver.h"

#include "llvm/ADT/STLExtras.h"

#include <utility>

namespace highwater::flow {

using events::BlockId;
using events::Event;
using Kind = events::Type::Kind;

Inflow::Inflow(InflowTables &tables, const events::Unit &unit, const events::Function &function, const Graph &graph,
               const Values &values, InflowCalls &calls)
    : tables(tables), unit(unit), function(function), graph(graph), values(values), calls(calls) {
  for (events::VarId id = 0; id < function.body.variables.size(); ++id)
    if (const events::Variable &variable = function.body.variables[id]; variable.value && !variable.usr.empty())
      tables.constants[rootOf(id)] = *variable.value;
}

InflowSummary Inflow::run() {
  constexpr unsigned widenAfter = 3, mostVisits = 16;
  struct Problem {
    using State = InflowState;
    Inflow &inflow;
    State entry() const { return inflow.begin(); }
    State transfer(State state, BlockId block) {
      inflow.runBlock(block, state);
      return state;
    }
    std::optional<State> along(const State &state, BlockId block, unsigned successor) const {
      return inflow.along(state, block, successor);
    }
    void join(State &into, const State &from, BlockId block) const { into.join(from, block); }
    void widen(State &now, const State &before) const { now.widen(before); }
  };
  Problem problem{*this};
  std::set<TermId> callers = std::exchange(tables.sums, {});
  Terms::Look outer = tables.terms.open();
  States in = solveForward(function.body, problem, widenAfter, mostVisits);
  constexpr unsigned mostNested = 3; // an outer loop may rest on what an inner one leaves
  for (unsigned round = 0; round < mostNested; ++round) {
    std::vector<std::pair<BlockId, Walk>> found = walksIn(in);
    if (found.empty())
      break;
    walks.insert(found.begin(), found.end());
    in = solveForward(function.body, problem, widenAfter, mostVisits);
  }
  recording = true; // sinks are looked at once all is settled
  std::optional<InflowState> exit;
  for (BlockId block = 0; block < function.body.blocks.size(); ++block) {
    if (!in[block])
      continue;
    InflowState state = *in[block];
    runBlock(block, state);
    if (function.body.blocks[block].terminator.kind != events::Terminator::Exit)
      continue;
    if (exit)
      exit->join(state, function.body.blocks.size());
    else
      exit = std::move(state);
  }
  InflowSummary summary = exit ? summarize(*exit) : InflowSummary();
  summary.returns = exit.has_value();
  for (Sink &sink : sinks)
    sink.handedOut = exit && handsOut(*exit, sink);
  summary.sinks = std::move(sinks);
  tables.sums = std::move(callers);
  tables.terms.close(std::move(outer));
  return summary;
}

/// The command line comes from outside; all else that a function begins with is its caller's.
InflowState Inflow::begin() const {
  InflowState state(tables);
  for (const events::Variable &variable : function.body.variables) {
    bool commandLine = function.isMain && variable.storage == events::Variable::Parameter;
    const effects::ObjectModel *object = nullptr;
    if (variable.storage == events::Variable::Global)
      object = values.catalog.object(variable.name);
    commandLine |= object && (object->source.kind == "arguments" || object->source.kind == "environment");
    if (!commandLine)
      continue;
    PathId path = rootOf(&variable - function.body.variables.data());
    Cell cell;
    if (!function.isMain || variable.storage != events::Variable::Parameter || variable.index > 0) {
      cell.number.label = {tables.origins.source({siteOf(unit, function, variable.location), variable.name})};
      cell.number.term = tables.terms.fresh(events::none, 0, path);
      tables.terms.describe(cell.number.term, cell.number);
    }
    state.write(path, cell, true);
  }
  return state;
}

void Inflow::runBlock(BlockId block, InflowState &state) {
  const std::vector<Event> &events = function.body.blocks[block].events;
  if (graph.loopAt(block) != events::none)
    state.beginIteration();
  for (unsigned index = 0; index < events.size(); ++index) {
    currentBlock = block;
    currentEvent = index;
    if (graph.irreducible || graph.loopOf(block) != events::none)
      state.retire(block, index);
    runEvent(events[index], state);
  }
}

void Inflow::set(InflowState &state, const Places &to, Cell cell) {
  for (PathId path : to.paths) {
    Cell here = cell;
    if (!here.number.label.empty() && !here.number.term) {
      here.number.term = tables.terms.fresh(currentBlock, currentEvent, path);
      tables.terms.describe(here.number.term, here.number);
    }
    state.write(path, here, to.strong);
    // What is now one of several has an identity, too.
    if (Number now = state.raw(path).number; !to.strong && !now.label.empty() && !now.term) {
      now.term = tables.terms.fresh(currentBlock, currentEvent, path);
      tables.terms.redefine(now.term, now);
      state.rename(path, now.term);
    }
  }
}

void Inflow::runEvent(const Event &event, InflowState &state) {
  switch (event.kind) {
  case Event::Declare: {
    PathId path = rootOf(event.place.root);
    if (tables.paths.kind(path) == Paths::Variable)
      state.erase(path);
    return;
  }
  case Event::Set: {
    const std::vector<events::Projection> &steps = event.place.path;
    if (steps.size() == 1 && steps[0].kind == events::Projection::Field && steps[0].field == "(count)") {
      TypeRef element = type(function.body.variables[event.place.root].type).pointee();
      std::string name = function.body.variables[event.place.root].name;
      return sink(event, "the array '" + name + "'", state.known(evaluate(state, event.value).number), unitOf(element));
    }
    Places to = locate(state, event.place);
    Cell cell = evaluate(state, event.value);
    bool record = event.value.kind == events::Operand::Read && type(event.value.type) &&
                  type(event.value.type)->kind == Kind::Record;
    if (!record) {
      Number written = state.known(cell.number);
      set(state, to, std::move(cell));
      if (to.paths.size() == 1 && isMany(to.paths[0]))
        state.visit(to.paths[0], written);
      return;
    }
    for (PathId from : locate(state, event.value.place).paths)
      for (PathId path : to.paths)
        state.copy(from, path, to.strong);
    return;
  }
  case Event::Copy:
  case Event::Move: {
    Places to = locate(state, event.place);
    PathList from = locate(state, event.source).paths;
    for (auto [index, source] : llvm::enumerate(from))
      for (PathId path : to.paths)
        if (path != source)
          state.copy(source, path, to.strong && index == 0);
    return;
  }
  case Event::Call:
    return call(event, state);
  case Event::Allocate:
    return allocate(event, state);
  case Event::Free: {
    TypeRef pointer = event.place.path.empty() ? type(function.body.variables[event.place.root].type) : TypeRef();
    for (PathId path : locate(state, event.place).paths)
      for (PathId target : state.deref(path))
        end(state, target, pointer && pointer->pointee ? pointer.pointee() : TypeRef(), event);
    return;
  }
  case Event::End: {
    PathId path = rootOf(event.place.root);
    end(state, path, type(function.body.variables[event.place.root].type), event);
    if (tables.paths.kind(path) == Paths::Variable)
      state.erase(path);
    return;
  }
  case Event::Use:
  case Event::Return:
    return;
  }
}

/// An object ends: as what it was made.
void Inflow::end(InflowState &state, PathId object, TypeRef declared, const Event &event) {
  if (std::string made = state.raw(object).made; !made.empty())
    for (const events::Type &candidate : unit.types)
      if (candidate.kind == Kind::Record && candidate.spelling == made)
        declared = type(&candidate - unit.types.data());
  destroy(state, object, declared, event);
}

/// Runs destructors that people wrote: of the class, then of its parts.
void Inflow::destroy(InflowState &state, PathId object, TypeRef as, const Event &event) {
  if (!as || as->kind != Kind::Record || as->system)
    return;
  if (!as->destructorUsr.empty()) {
    Event destruction = event;
    destruction.kind = Event::Call;
    destruction.place = {};
    Invocation call{destruction, {}, {}, {}, true};
    call.object.value.targets = {object};
    call.object.objects = {object};
    applyAll({as->destructorUsr}, call, state);
  }
  for (const events::Field &field : as->fields) {
    bool base = events::isBase(field.name);
    destroy(state, base ? object : tables.paths.step(object, tables.paths.field(field.name)), type(field.type), event);
  }
}

double Inflow::unitOf(TypeRef type) const { return type && type->size ? static_cast<double>(type->size) : 1; }

void Inflow::allocate(const Event &event, InflowState &state) {
  TypeRef element = type(event.type);
  if (event.array)
    sink(event, "new " + (element ? element->spelling : std::string()) + "[]", evaluate(state, event.value).number,
         unitOf(element));
  Places to = locate(state, event.place);
  Cell pointer;
  PathId block = blockHere();
  state.erase(block);
  if (!event.array && element && element->kind == Kind::Record)
    state.mark(block, element->spelling);
  pointer.targets = {event.array ? tables.paths.step(block, Paths::Element) : block};
  set(state, to, pointer);
}

} // namespace highwater::flow
