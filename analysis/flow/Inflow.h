// Sources and bounds: which numbers of a function come from outside the program, what bounds them, and which sizes of
// memory they decide. Runs forward over events to a fixed point; other functions enter as summaries.

#pragma once

#include "analysis/flow/CallSite.h"
#include "analysis/flow/Graph.h"
#include "analysis/flow/InflowState.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace highwater::flow {

/// An allocation whose size somebody else chooses, as far as this function knows.
struct Sink {
  Site site;
  std::string what;                 ///< what allocates: `malloc`, `new char[]`
  Number count;                     ///< elements
  double unit = 1;                  ///< bytes of one
  std::vector<Site> path;           ///< calls from the function down to the site, outermost first
  PathId block = 0;                 ///< what it allocates
  bool handedOut = false;           ///< a pointer to it is the function's result: who calls asks for the memory
  std::vector<Site> within;         ///< then, where functions that only hand it out get it, outermost first
  double bytes() const { return count.max * unit; }
};

/// What a function does to numbers, in terms of what its caller knows.
struct InflowSummary {
  std::vector<std::pair<PathId, Cell>> post; ///< what the caller's objects and the result hold afterwards
  std::vector<Fact> facts;          ///< about what the caller passed, if the call returns
  std::vector<Sink> sinks;          ///< whose size depends on the caller
  bool returns = true;
};

/// For dumps and tests.
void print(const InflowSummary &summary, const InflowTables &tables, llvm::raw_ostream &out);

/// What the analysis asks of those who know other functions.
class InflowCalls {
public:
  virtual ~InflowCalls() = default;
  /// Null if no body is known.
  virtual const InflowSummary *summaryOf(const events::Unit &caller, llvm::StringRef usr) = 0;
  /// The body that runs for an object of class `made`; empty: all that may.
  virtual std::vector<std::string> targets(const events::Unit &caller, const events::Callee &callee,
                                           llvm::StringRef made) = 0;
  /// The call operator of a closure or function object; empty if there is none.
  virtual std::string callOperator(TypeRef callable) = 0;
  virtual void found(const Sink &sink) = 0;
};

/// What holds when a flag is one of the constants for which `possible` says so.
void fromAlternatives(const Number &number, llvm::function_ref<bool(std::int64_t)> possible, std::vector<Fact> &result);

class Inflow {
public:
  Inflow(InflowTables &tables, const events::Unit &unit, const events::Function &function, const Graph &graph,
         const Values &values, InflowCalls &calls);

  InflowSummary run();

private:
  /// What an operand or argument is, and where it lives.
  struct Resolved {
    Cell value;
    PathList objects;
    TypeRef type;
  };
  struct Places { PathList paths; bool strong = true; };
  /// One call with its operands evaluated.
  struct Invocation {
    const events::Event &event;
    std::vector<Resolved> arguments;
    Resolved object;
    PathList destination;
    bool strongDestination = true;
  };

  // values
  PathId rootOf(events::VarId id) const;
  Places locate(const InflowState &state, const events::Place &place) const;
  Cell evaluate(const InflowState &state, const events::Operand &operand) const;
  Cell binary(const InflowState &state, const events::Operand &operand) const;
  Cell readVariable(const InflowState &state, const events::Operand &operand) const;
  Number compute(Op op, const Number &a, const Number &b) const;
  Number clamped(Number number, TypeRef type) const;
  TypeRef type(events::TypeId id) const { return {&unit, id}; }

  // loops
  /// What one iteration leaves of each element that it visits.
  struct Walk {
    std::map<TermId, Bound> facts;
    std::map<PathId, Number> elements;
  };
  using States = std::vector<std::optional<InflowState>>;
  bool isMany(PathId path) const;
  std::vector<std::pair<events::BlockId, Walk>> walksIn(const States &in);
  std::vector<InflowState> backEdges(const Loop &loop, const States &in);
  void leaveWalk(InflowState &state, events::BlockId block, unsigned successor) const;
  bool changedAround(events::BlockId block, llvm::function_ref<bool(const events::Event &)> changes) const;
  bool isPlaced(const events::Operand &operand) const;
  bool hasLimit(unsigned loop, events::BlockId block, const events::Place &place, const InflowState &state) const;
  void leaveGrowth(const InflowState &before, InflowState &state, events::BlockId block, unsigned successor) const;

  // conditions
  std::vector<Fact> facts(const InflowState &state, const events::Operand &condition, bool holds) const;
  void compare(const InflowState &state, const events::Operand &condition, bool holds, std::vector<Fact> &result) const;
  void atMost(const Number &low, const Number &high, bool strict, std::vector<Fact> &result) const;
  void isSet(const Number &flag, std::vector<Fact> &result) const;
  void narrow(InflowState &state, const events::Operand &condition, bool holds) const;
  std::optional<bool> decided(const InflowState &state, const events::Operand &condition) const;
  std::optional<InflowState> along(const InflowState &state, events::BlockId block, unsigned successor) const;

  // events
  InflowState begin() const;
  void runBlock(events::BlockId block, InflowState &state);
  void runEvent(const events::Event &event, InflowState &state);
  void set(InflowState &state, const Places &to, Cell cell);
  void end(InflowState &state, PathId object, TypeRef type, const events::Event &event);
  void destroy(InflowState &state, PathId object, TypeRef as, const events::Event &event);
  void allocate(const events::Event &event, InflowState &state);
  void sink(const events::Event &event, std::string what, const Number &count, double unit);
  PathId blockHere() const { return tables.paths.root(Paths::Block, currentBlock * 65536 + currentEvent); }
  bool handsOut(const InflowState &exit, const Sink &sink) const;

  // calls
  void call(const events::Event &event, InflowState &state);
  Resolved argument(const InflowState &state, const events::Argument &argument) const;
  void unknownCall(const Invocation &call, InflowState &state);
  void applyAll(const std::vector<std::string> &bodies, const Invocation &call, InflowState &state);
  void apply(const InflowSummary &summary, const Invocation &call, InflowState &state);
  Sink passedOn(const Sink &inner, const Invocation &call) const;
  void callValue(const std::vector<FunctionValue> &functions, Invocation call, InflowState &state);

  // summaries
  class CallerView;
  void bindVerdicts(const InflowSummary &summary, const Invocation &call, InflowState &state) const;
  InflowSummary summarize(const InflowState &exit) const;

  // models
  void applyModel(const effects::CallModel &model, const Invocation &call, InflowState &state);
  void modelSinks(const effects::CallModel &model, const Invocation &call, const InflowState &state);
  bool mapsFile(const effects::CallModel &model, const Invocation &call, const InflowState &state) const;
  void modelReads(const effects::CallModel &model, const Invocation &call, InflowState &state, bool &result);
  void modelContents(const effects::CallModel &model, const Invocation &call, InflowState &state);
  void fill(const effects::Content &content, PathId object, const Invocation &call, InflowState &state);
  void modelResult(const effects::CallModel &model, const Invocation &call, InflowState &state);
  void judgeAll(const Number &one, const Invocation &call, InflowState &state);
  void modelInvokes(const effects::CallModel &model, const Invocation &call, InflowState &state);
  void enter(InflowState &state, const PathList &objects, const Number &number, bool strong);
  std::string nameOf(const events::Event &event) const;
  Number outside(const events::Event &event) const;
  bool isHandle(const effects::Operand &from, const Invocation &call) const;
  Number readFrom(const effects::Operand &from, const Invocation &call, const InflowState &state) const;
  Resolved operand(const effects::Operand &operand, const Invocation &call, const InflowState &state) const;
  Number formula(const effects::Formula &formula, const Invocation &call, const InflowState &state) const;
  Label content(const Resolved &object, const InflowState &state) const;
  double unitOf(TypeRef type) const;

  InflowTables &tables;
  const events::Unit &unit;
  const events::Function &function;
  const Graph &graph;
  const Values &values;
  InflowCalls &calls;
  std::vector<Sink> sinks;
  std::map<events::BlockId, Walk> walks; ///< by the loop's header
  bool recording = false;
  events::BlockId currentBlock = 0;
  unsigned currentEvent = 0;
};

} // namespace highwater::flow
