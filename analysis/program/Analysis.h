// One analysis of a whole program: a summary per function, composed bottom-up on demand.

#pragma once

#include "analysis/flow/Consumption.h"
#include "analysis/flow/Liveness.h"
#include "analysis/flow/Member.h"
#include "analysis/program/Callers.h"
#include "analysis/program/Globals.h"
#include "analysis/program/Estimate.h"
#include "analysis/program/Linkage.h"
#include "analysis/program/Recursion.h"
#include "analysis/summary/Summary.h"

#include <map>
#include <set>

namespace highwater::program {

/// An owner of one function that is released right behind its last use, to see what that would save.
struct Release {
  FunctionReference function;
  flow::OwnerId owner = 0;
  bool moved = false;               ///< into what copies it last, instead
  bool inPieces = false;            ///< instead, it is never whole: one piece at a time
  flow::PartPath part = {};         ///< of inPieces: a member of it only
  auto operator<=>(const Release &) const = default;
};

/// What a caller passes that decides where the callee goes: words of the command line, callables. Most calls have none.
struct Context {
  std::string key;                                          ///< tells contexts apart; empty: none
  std::map<unsigned, flow::ValueRef> passed;                ///< by parameter
  std::vector<std::pair<flow::Location, flow::ValueRef>> placed; ///< by place
};

/// Everything one function's body gives, computed once.
struct Body {
  Body(const events::Unit &unit, const events::Function &function, flow::PointerTypes &types,
       flow::CallKnowledge calls, flow::EndingOf ending)
      : graph(function.body), borrows(unit, function, types, calls),
        liveness(unit, function, graph, borrows, types, std::move(ending)) {}

  flow::Graph graph;
  flow::Borrows borrows;
  flow::Liveness liveness;
};

class Analysis : public flow::Calls {
public:
  Analysis(const Linkage &linkage, const flow::Values &values, const ProgramOptions &options,
           std::vector<Release> releases = {});
  /// The same program with one more owner released early; what that cannot change is taken from `base`.
  Analysis(Analysis &base, Release release);
  /// The same with several owners of one function.
  Analysis(Analysis &base, const std::vector<Release> &releases);

  const summary::Summary &summaryOf(FunctionReference function) { return summaryOf(function, {}); }
  /// Of all contexts that the function was met in; of none if it was never called.
  std::vector<const summary::Summary *> summariesOf(FunctionReference function);
  const Body &bodyOf(FunctionReference function);
  /// Of the function and of all that it reaches.
  std::vector<Assumption> assumptionsOf(FunctionReference function);
  const ProgramOptions &programOptions() const { return options; }
  std::set<FunctionReference> reachedFrom(FunctionReference function) const;
  /// The most that calls leave in each local of the function and in its members, callees with bodies only.
  std::map<std::pair<events::VarId, flow::PartPath>, size::Expr> givenByCalls(FunctionReference function);
  /// Runs the function once more with its states printed.
  void dump(FunctionReference function, llvm::raw_ostream &out);

  // flow::Calls
  std::optional<flow::CallOutcome> apply(const flow::CallSite &site, const flow::Evaluator &evaluator, flow::State &state,
                                         std::vector<flow::Peak> &peaks) override;
  std::vector<Code> codeOf(const flow::Target &target, size_t arguments) const override;
  std::optional<Code> constructorOf(const flow::CallSite &site, const flow::Evaluator &evaluator) const override;
  void assume(std::string what, flow::Site where) override;

  // What calls do to what they are given, as far as lifetimes go.
  /// Whether an argument (or the object, `none`) may be kept by the callee, or by somebody it knows, behind its return.
  bool keeps(const events::Unit &unit, const events::Event &event, unsigned argument);
  /// The parts of what an argument (or the object, `none`) leads to that the callee mentions; nothing: maybe all of it.
  std::optional<std::vector<flow::PartPath>> touchesOf(const events::Unit &unit, const events::Event &event,
                                                       unsigned argument);
  /// Whether a call may make an argument (or the object, `none`; or its result) refer to another one.
  bool connects(const events::Unit &unit, const events::Event &event, unsigned to, unsigned from);
  /// Whether nothing uses a part of what a function got from its callers once it returns, whoever calls it. False if
  /// some caller is not known.
  bool isDeadBehind(FunctionReference function, flow::OwnerId owner);
  /// Whether a number that the function's callers decide is made of the command line's own words (how many there are, how
  /// long they are) in every call that is known, of which there is one.
  bool isOfFewWords(FunctionReference function, const size::Symbol &number);
  /// Whether nothing that mentions a global lets its address out.
  bool staysHome(llvm::StringRef global);
  /// `free(p)`, `p.reset()`, `delete p`, `destroy(p)` give back what a variable (or the part of it at `path`) holds and
  /// need it no more; `v.clear()`, `v.shrink_to_fit()` and a swap with something new empty it.
  flow::Ending endingOf(const events::Unit &unit, const events::Function &function, const events::Event &event,
                        events::VarId variable, llvm::ArrayRef<std::string> path);
  /// Whether the destructor of a type does nothing but give back memory.
  bool endsQuietly(flow::TypeRef type);
  /// Likewise the call operator of a deleter.
  bool deletesQuietly(flow::TypeRef deleter);
  /// How the function consumes what it holds; computed once.
  const flow::Consumption &consumptionOf(FunctionReference function);
  /// Likewise a member of a variable of record type; null if it has none of that name.
  struct MemberUse {
    MemberUse(const events::Unit &unit, const events::Function &function, events::VarId record, const std::string &field)
        : member(unit, function, record, field) {}
    flow::Member member;
    std::unique_ptr<flow::Consumption> consumption;
  };
  const MemberUse *memberOf(FunctionReference function, events::VarId record, const std::string &field);
  /// What a callee with a body does to an operand of its call, or to a member of it; nothing if there is none.
  std::optional<flow::Handling> handlingOf(const events::Unit &caller, const events::Event &call, unsigned operand,
                                           const std::string &field = {});
  /// What a call of a function with a body leaves open.
  flow::Opened openedBy(const events::Unit &caller, const events::Event &call);
  flow::PointerTypes &types() { return pointerTypes; }
  const Globals &globals();
  /// The bodies that a call may reach, as far as they are known.
  std::vector<FunctionReference> targets(const events::Unit &caller, const events::Callee &callee) const;

  const Linkage &linkage;
  const flow::Values &values;

private:
  flow::Handling memberHandling(FunctionReference function, unsigned operand, const std::string &field);
  /// What a function does besides giving back memory.
  struct Releasing { bool frees = false, more = false; };
  Releasing releasingOf(FunctionReference function);
  void judge(const events::Unit &unit, const events::Event &event, Releasing &releasing);

  bool isGlobalDeadBehind(FunctionReference function, const std::string &usr);
  /// Whether a local pointer only ever holds blocks that were allocated for it.
  bool ownsItsBlock(FunctionReference function, events::VarId pointer);

  using Instance = std::pair<FunctionReference, std::string>; ///< a function in a context
  struct Progress {
    bool reentered = false;
    std::vector<summary::Summary> rounds;
    OwnCalls calls;
    size_t place = 0, waitsFor = 0; ///< in `running`, and the outermost one there that it calls
    summary::Summary last;
  };
  void waitFor(size_t place);
  void compose(const Instance &instance, const Context &context, Progress &progress);
  bool mayAllocate(const events::Unit &unit, const events::Event &event, FunctionReference from, unsigned depth = 0) const;
  void noteOwnCall(FunctionReference function, const Context &context, const flow::CallSite &site);
  const summary::Summary &summaryOf(FunctionReference function, const Context &context);
  Context contextOf(FunctionReference function, const flow::CallSite &site, const flow::Evaluator &evaluator,
                    const flow::State &state, flow::CallOutcome &outcome);
  void placeWords(Context &context, const flow::CallSite &site, const flow::State &state) const;
  void bindCallables(Context &context, FunctionReference function, const flow::CallSite &site,
                     const flow::Evaluator &evaluator, const flow::State &state, flow::CallOutcome &outcome);
  std::shared_ptr<const flow::State> startOf(FunctionReference main);
  flow::Outcome interpret(FunctionReference function, const Context &context, llvm::raw_ostream *out,
                          std::function<void(events::VarId, const flow::PartPath &, const size::Expr &)> given = {});

  /// What a call in the function that is run now passes, for those who look at one callee.
  using Watch = std::function<void(const summary::Summary &callee, const flow::CallSite &site,
                                   const flow::Evaluator &evaluator, const flow::State &state)>;
  std::vector<size::Expr> passedBy(FunctionReference caller, FunctionReference callee, const size::Symbol &number);

  const ProgramOptions &options;
  std::vector<Release> releases;
  flow::PointerTypes pointerTypes;
  std::map<Instance, summary::Summary> summaries;
  std::map<FunctionReference, std::unique_ptr<Body>> bodies;
  std::map<FunctionReference, std::unique_ptr<flow::Consumption>> consumptions;
  std::map<std::tuple<FunctionReference, unsigned, std::string>, flow::Handling> handlings;
  std::map<std::tuple<FunctionReference, events::VarId, std::string>, std::unique_ptr<MemberUse>> members;
  std::map<FunctionReference, flow::Opened> openings;
  std::set<FunctionReference> unfinished;         ///< bodies being looked at
  std::map<FunctionReference, Releasing> releasers;
  std::map<Instance, Progress> inProgress;
  std::vector<Progress *> running;                ///< the same, outermost first
  std::map<Instance, size_t> preliminary;         ///< summaries that a running function with this place will change
  std::vector<FunctionReference> stack;
  std::map<FunctionReference, std::set<Assumption>> assumptions;
  std::map<FunctionReference, std::set<FunctionReference>> callees;
  std::optional<Callers> callers;                 ///< found when first asked for
  std::shared_ptr<const Globals> knownGlobals;    ///< likewise; the same for all "what if"s
  std::map<std::pair<FunctionReference, flow::OwnerId>, bool> deadBehind;
  std::map<std::pair<FunctionReference, size::Symbol>, bool> ofFewWords;
  std::map<FunctionReference, Watch> watches;     ///< by callee
};

} // namespace highwater::program
