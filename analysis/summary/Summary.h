// What a function does to memory, as its caller sees it.

#pragma once

#include "analysis/flow/Interpreter.h"
#include "analysis/summary/Witness.h"

#include <map>
#include <string>
#include <vector>

namespace highwater::summary {

/// In terms of the function's parameters (`arg(0)`, `deref(arg(0))`), `this` and globals. Sizes in bytes.
struct Summary {
  std::string usr, name;
  std::vector<flow::Peak> peaks;    ///< on top of what the caller holds; changes of the caller's objects included
  std::map<flow::Root, flow::ValueRef> post; ///< what the caller's objects hold behind the call, where that changed
  std::map<flow::Root, flow::TypeRef> types; ///< of those
  flow::ValueRef result = flow::emptyValue();
  size::Expr retained;              ///< left allocated: the result, and growth of the caller's objects
  bool returns = true;              ///< some path comes back
  bool upper = false;               ///< a count is only bounded from above
  std::vector<flow::Location> open; ///< what is called here and only the caller knows
};

/// What is at a place of the callee, as the caller of `site` knows it.
flow::Resolved resolve(const flow::Location &location, const Summary &summary, const flow::CallSite &site,
                       const flow::Evaluator &evaluator, const flow::State &state);

/// A number of the callee, as the caller of `site` knows it.
size::Expr substituted(const size::Expr &number, const Summary &summary, const flow::CallSite &site,
                       const flow::Evaluator &evaluator, const flow::State &state);

/// What a run of the function's body says to callers.
Summary summarize(const events::Unit &unit, const events::Function &function, const flow::Values &values,
                  flow::Outcome outcome);

/// Composes a summary with a caller's state at a call. Peaks come back in the caller's terms, without what the caller
/// itself holds.
flow::CallOutcome apply(const Summary &summary, const flow::CallSite &site, const flow::Evaluator &evaluator,
                        flow::State &state, std::vector<flow::Peak> &peaks);

/// For dumps and tests.
void print(const Summary &summary, const flow::Values &values, llvm::raw_ostream &out);

} // namespace highwater::summary
