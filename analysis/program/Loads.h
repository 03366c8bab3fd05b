// Loads without a bound, over a whole program: allocations whose size comes from outside and that nothing limits.

#pragma once

#include "analysis/flow/Inflow.h"
#include "analysis/program/Program.h"

#include <map>
#include <set>

namespace highwater::program {

class Linkage;

/// One allocation, and one way in which its size comes from outside.
struct Load {
  flow::Site site;
  std::string what;                 ///< what allocates
  double bytes = 0;                 ///< the most that it may ask for; infinite: whatever the type of the number holds
  std::string source;               ///< what lets the number in
  flow::Site entered;               ///< where
  std::vector<flow::Site> path;     ///< calls that handed it on, in the order of the flow
  std::vector<flow::Site> within;   ///< where functions that only hand out memory get it, outermost first
};

/// Looks at all functions that a source reaches, once, when first asked.
class Loads : flow::InflowCalls {
public:
  Loads(const Linkage &linkage, const flow::Values &values);

  /// Those of one function, by place; of several ways to one allocation the one that may be largest.
  std::vector<Load> of(const events::Function &function);
  void dump(FunctionReference function, llvm::raw_ostream &out);

private:
  const flow::InflowSummary *summaryOf(const events::Unit &caller, llvm::StringRef usr) override;
  std::vector<std::string> targets(const events::Unit &caller, const events::Callee &callee,
                                   llvm::StringRef made) override;
  std::string callOperator(flow::TypeRef callable) override;
  void found(const flow::Sink &sink) override;

  void lookAtAll();
  /// What a function and those it calls have.
  struct Traits { bool source = false, sink = false; };
  Traits traitsOf(FunctionReference reference);
  const flow::InflowSummary &analyse(FunctionReference reference);

  const Linkage &linkage;
  const flow::Values &values;
  flow::InflowTables tables;
  bool done = false;
  std::map<FunctionReference, Traits> traits;
  std::map<FunctionReference, flow::InflowSummary> summaries;
  std::set<FunctionReference> running;
  std::map<flow::Site, Load> loads;
};

} // namespace highwater::program
