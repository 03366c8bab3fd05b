// Runs a function on abstract values, block by block and loop by loop, and records where its live heap may peak.
//
// Structured rather than iterated: a loop's body is run from a head state whose changing numbers are symbols, and
// closed in one step (LoopClosure) from what one iteration does to them.

#pragma once

#include "analysis/flow/Callable.h"
#include "analysis/flow/Splits.h"
#include "analysis/flow/Graph.h"
#include "analysis/flow/LoopClosure.h"
#include "analysis/flow/Owners.h"
#include "analysis/flow/Peak.h"
#include "analysis/flow/Teams.h"

#include <functional>
#include <set>

namespace highwater::flow {

/// What the interpreter asks of those who know other functions.
class Calls {
public:
  virtual ~Calls() = default;
  /// Applies what the callee does; nothing if its body is not known. Peaks are added with the callee's own numbers on top
  /// of the state's total.
  virtual std::optional<CallOutcome> apply(const CallSite &site, const Evaluator &evaluator, State &state,
                                           std::vector<Peak> &peaks) = 0;
  /// The bodies behind a target that is called with so many arguments.
  struct Code { const events::Unit *unit; const events::Function *function; };
  virtual std::vector<Code> codeOf(const Target &target, size_t arguments) const = 0;
  /// The constructor with a body that the arguments fit best.
  virtual std::optional<Code> constructorOf(const CallSite &site, const Evaluator &evaluator) const = 0;
  /// Something the numbers rest on.
  virtual void assume(std::string what, Site where) = 0;
};

/// An owner to release right behind its last use, for "what if" runs.
struct EarlyRelease {
  OwnerId owner = 0;
  events::VarId root = 0;           ///< `none`: a global of others, by USR and name in `path`
  PartPath path;                    ///< empty: the variable itself
  TypeRef type;
  bool moved = false;               ///< into what copies it there, instead
};

/// Whether an owner is needed for the last time at an event; at event `none` means on the way into the block.
using DiesAt = std::function<bool(OwnerId owner, events::BlockId block, unsigned event)>;

struct RunOptions {
  std::vector<EarlyRelease> released; ///< where `diesAt` says so
  DiesAt diesAt;
  /// Variables, or members of them, that never hold more than one piece of what they are given.
  std::vector<std::pair<events::VarId, PartPath>> inPieces;
  /// Told what a call leaves in a local of the caller, and in its members.
  std::function<void(events::VarId, const PartPath &, const size::Expr &)> given;
  std::function<std::optional<double>(const size::Symbol &)> known; ///< numbers of the command line; may be empty
  std::function<std::optional<std::string>(const size::Subject &)> spelled; ///< likewise its texts
  std::map<unsigned, ValueRef> passed;    ///< what the caller passes for a parameter, where it is more than a symbol
  std::vector<std::pair<Location, ValueRef>> placed; ///< likewise what it has in places that this function reaches
  std::shared_ptr<const State> start;     ///< of a program: what the initializers of globals leave; may be null
};

struct Outcome {
  State exit;
  std::vector<Peak> peaks;
  bool returns = true;              ///< some path reaches the end
  bool upper = false;               ///< a count is only bounded from above
  std::vector<Location> open;       ///< what is called here and only the caller knows
  size::Subject ordered;            ///< a text that a branch compared with one that is kept
};

class Interpreter {
public:
  Interpreter(const events::Unit &unit, const events::Function &function, const Graph &graph, const Values &values,
              Calls &calls, RunOptions options = {});

  Outcome run();
  /// With `out`, prints the state behind every event: the dump of sizes.
  Outcome run(llvm::raw_ostream *out);

private:
  struct Arrival { events::BlockId from, to; State state; std::optional<Guard> guard; };
  /// What arrived at blocks that have not run yet.
  using Waiting = std::map<events::BlockId, std::vector<State>>;
  struct Edge { events::BlockId to; std::optional<Guard> guard; std::optional<size::Expr> share; size::Subject record, option; };
  struct Region { std::vector<Arrival> exits; std::optional<State> back; };

  Region runRegion(unsigned loop, State entry);
  void runLoop(unsigned loop, const State &entry, Region &outer, Waiting &waiting, unsigned within);
  void closeTurns(unsigned loop, Region &body, std::vector<Leaf> &leaves, std::vector<Peak> &found) const;
  bool endsEach(const Arrival &exit, unsigned loop) const;
  bool leavesBySample(const State &entry, const Arrival &exit) const;
  events::BlockId firstTestOf(const Arrival &exit) const;
  void endSearch(State &state, unsigned loop, bool found, const size::Expr &hit) const;
  std::optional<size::Subject> textFoundAt(const Arrival &exit) const;
  bool readsWords(unsigned loop, const State &entry) const;
  bool runFirst(unsigned loop, const State &entry, Region &outer, Waiting &waiting, unsigned within);
  bool runWords(unsigned loop, const State &entry, Region &outer, Waiting &waiting, unsigned within);
  void runBlock(events::BlockId block, State &state);
  void runEvent(const events::Event &event, State &state);
  /// Runs an event that goes through a pointer to one of several places for each of them, if it is known how often it is which.
  bool runChoice(const events::Event &event, State &state);
  void runNoting(const events::Event &event, State &state);
  std::optional<events::Event> asMove(const events::Event &event) const;
  void runCall(const events::Event &event, State &state);
  void runCallee(const CallSite &site, State &state);
  void runModel(const effects::CallModel &model, const CallSite &site, State &state);
  void runTransfer(const events::Event &event, State &state);
  void runSet(const events::Event &event, State &state);
  void setCounting(const events::Event &event, State &state);
  void runAllocate(const events::Event &event, State &state);
  void runFree(const events::Event &event, State &state);
  void unknownCall(const CallSite &site, State &state);
  void construct(const CallSite &site, State &state);
  bool callBody(const CallSite &site, State &state, ValueRef &result);
  ValueRef invoke(const effects::CallModel &model, const CallSite &site, State &state);
  ValueRef callCode(const Calls::Code &code, const Resolved &object, std::vector<Resolved> given,
                    const events::Event &event, State &state, bool isVirtual);
  ValueRef callTarget(const Target &target, std::vector<Resolved> arguments, const events::Event &event, State &state);
  void repeat(const size::Expr &times, State &state,
              llvm::function_ref<void(State &, unsigned loop)> once);
  void runTogether(const Resolved &object, State &state, llvm::function_ref<void(State &, unsigned loop)> once);
  Location typed(Location where, const State &state) const;
  void meet(State &mine, State theirs) const;
  void runPending(const events::Event &event, const Location &where, State &state);
  void settle(const events::Event &event, State &state, ValueRef result);
  void releaseDead(State &state);
  void record(const events::Event &event, const State &state, const size::Expr &transient);
  void recordGrowth(const events::Event &event, const Resolved &grown, const State &state, const size::Expr &transient);
  /// Whether nothing tells how often an edge is taken.
  static bool isUndecided(const Edge &edge, bool ofNumbers);
  std::vector<Edge> successors(events::BlockId block, const State &state);
  void bound(State &state, const Guard &guard);
  void notePieces(const CallSite &site, const State &before, const State &state);
  bool decidesOtherwise(const Location &counter, events::BlockId block) const;
  /// What a loop over the letters of a text put together from them is computed from that text, or is the last piece of it.
  void nameFilled(unsigned loop, const State &entry, State &exit, const size::Expr &trips) const;
  bool findScan(unsigned loop, const std::vector<Guard> &guards);
  bool findPieces(unsigned loop, const State &back, const size::Expr &trips);
  void noteBatches(events::BlockId block, const State &before, const State &after);
  bool isFullThere(unsigned loop, events::BlockId emptied, events::VarId variable) const;
  bool inEachIteration(unsigned loop, events::BlockId block) const;
  bool findBatches(unsigned loop);
  void limitBatches(events::BlockId block, State &state) const;
  /// Whether the loop, which runs `trips` times through a text, asks which letters it meets; then it has to run again.
  bool findLetters(unsigned loop, const size::Subject &text, const size::Expr &trips);
  /// Whether the loop, which runs `trips` times, tests what it counts with otherwise than was known; then it has to run again.
  bool findCounterTests(unsigned loop, const LoopClosure &closure, const size::Expr &trips);
  void takeCounterTest(events::BlockId block, std::vector<Edge> &edges);
  void shareOut(events::BlockId block, const State &state, std::vector<Edge> &edges) const;
  void takePiece(events::BlockId block, State &state, bool filled) const;
  void closePeaks(std::vector<Peak> &found, const LoopClosure &closure, const size::Expr &trips,
                  llvm::function_ref<size::Expr(const Peak &)> last);
  void closeFirst(llvm::ArrayRef<Peak> found, const LoopClosure &closure);
  void noteCondition(State &state) const;
  /// All that arrived at a block, as one.
  State meetAll(events::BlockId block, std::vector<State> arrivals);
  void deliver(Arrival arrival, unsigned loop, Region &region, Waiting &waiting);

  Evaluator evaluator;
  const events::Function &function;
  const Graph &graph;
  const Values &values;
  Calls &calls;
  RunOptions options;
  std::vector<Team> teams;
  std::vector<Peak> *peaks = nullptr;
  llvm::raw_ostream *dump = nullptr;
  bool upper = false;
  std::vector<Location> open;
  size::Subject ordered;
  Splits splits;                    ///< texts that loops fill letter by letter
  events::BlockId currentBlock = 0;
  unsigned currentEvent = 0;
};

/// Bytes of what is held that are in memory: heap less what nothing was written to since the function began, and mapped pages.
size::Expr residentOf(const Values &values, const State &state);

/// Whether some of what is held is not known in bytes.
bool leavesOut(const Evaluator &evaluator, const State &state);

/// What each root holds, where it holds anything.
std::vector<Held> holdings(const Evaluator &evaluator, const State &state);

/// The site of a location of `function`.
Site siteOf(const events::Unit &unit, const events::Function &function, const events::Location &location);

} // namespace highwater::flow
