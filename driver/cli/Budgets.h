// Every budget that a program states, compared with the peak of its function.

#pragma once

#include "driver/cli/Assumptions.h"
#include "driver/cli/BoundEstimate.h"
#include "driver/cli/Console.h"
#include "driver/config/Config.h"

#include "analysis/program/Program.h"

namespace highwater::driver {

struct BudgetVerdict {
  /// A peak that is known in part only is no proof of being within, unless that was accepted.
  enum Kind { Within, Over, Unknown } kind = Unknown;
  std::string function;
  summary::Site site;      ///< of the function
  double bytes = 0;        ///< the budget
  std::string from;        ///< `HIGHWATER_BUDGET`, or the configuration's path
  BoundEstimate estimate;
};

/// By place. `line` and `assumptions` say what is known of the inputs. An error is a budget that is no size or of no
/// function, or that there is none.
llvm::Expected<std::vector<BudgetVerdict>> compareBudgets(const program::Program &program, const Config &config,
                                                          const Assumptions &assumptions, const CommandLine &line,
                                                          bool acceptPartial);

/// One line a budget, with the largest contributors of what is over or not known.
void printBudgetsText(llvm::ArrayRef<BudgetVerdict> verdicts, const ReportStyle &style, llvm::raw_ostream &out);
/// docs/json.md.
void printBudgetsJson(llvm::ArrayRef<BudgetVerdict> verdicts, llvm::StringRef root, llvm::raw_ostream &out);

/// Over: Findings; else anything unknown: Incomplete.
int exitCodeOf(llvm::ArrayRef<BudgetVerdict> verdicts);

/// Names of a function's parameters, by position.
std::vector<std::string> parameterNames(const events::Function &entry);

} // namespace highwater::driver
