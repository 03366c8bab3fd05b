// What is made of the command line stays small, however many functions it is handed through.

#include "analysis/program/Analysis.h"
#include "analysis/program/Weight.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::program {

using size::Expr;
using size::Symbol;

/// What the calls in one function make of a number of the callee, in terms of that function.
std::vector<Expr> Analysis::passedBy(FunctionReference caller, FunctionReference callee, const Symbol &number) {
  std::vector<Expr> passed;
  summaryOf(caller);
  Watch outer = std::exchange(watches[callee], [&](const summary::Summary &summary, const flow::CallSite &site,
                                                   const flow::Evaluator &evaluator, const flow::State &state) {
    if (stack.back() == caller)
      passed.push_back(summary::substituted(Expr::symbol(number), summary, site, evaluator, state));
  });
  interpret(caller, {}, nullptr);
  if (outer)
    watches[callee] = std::move(outer);
  else
    watches.erase(callee);
  return passed;
}

bool Analysis::isOfFewWords(FunctionReference reference, const Symbol &number) {
  auto [known, isNew] = ofFewWords.try_emplace({reference, number}, true); // what recurs adds nothing
  if (!isNew)
    return known->second;
  if (!callers)
    callers.emplace(linkage);
  constexpr double most = 1 << 12; // of words, and of letters in a word, that a program spells out
  std::set<FunctionReference> calling;
  for (const CallPlace &call : callers->knownOf(reference))
    calling.insert(call.caller);
  bool isSmall = !calling.empty() && llvm::all_of(calling, [&](FunctionReference caller) {
    Weight weight(linkage.unit(caller), linkage.function(caller), values,
                  [&](const Symbol &symbol) { return isOfFewWords(caller, symbol); });
    std::vector<Expr> passed = passedBy(caller, reference, number);
    return !passed.empty() && llvm::all_of(passed, [&](const Expr &each) {
      Expr small = weight.withFewWords(each);
      return !small.isUnknown() && !size::growsWithInput(small) && size::magnitude(small) <= most;
    });
  });
  return ofFewWords[{reference, number}] = isSmall;
}

} // namespace highwater::program
