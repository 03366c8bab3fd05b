// An estimate with numbers: every formula evaluated under the inputs that are known. What the reports print.

#pragma once

#include "driver/cli/Budget.h"
#include "driver/cli/Inputs.h"
#include "driver/cli/ObjectLines.h"

#include "analysis/program/Program.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

struct BoundContribution {
  summary::Contribution contribution;
  std::optional<double> bytes;
  std::set<SourceLine> lines; ///< where it gets its memory
};

struct BoundSaving {
  program::Saving saving;
  std::optional<double> peakAfter, bytes; ///< `bytes` is what it lowers the peak by
};

struct BoundRow {
  program::FunctionRow row;
  std::optional<double> peak, retained;
};

struct BoundEstimate {
  std::string entry;
  std::string kind;                     ///< exact | sampled | upper | partial
  std::optional<size::Range> peak;      ///< live heap bytes
  std::string reason;                   ///< why there is no peak, or what is left out of it
  size::Expr formula;                   ///< of the witness that is the peak
  std::optional<summary::Witness> witness;
  std::vector<BoundContribution> live;  ///< largest first
  std::vector<BoundSaving> savings;     ///< largest first
  std::optional<double> peakAfterAll;
  std::optional<size::Range> rss;
  std::vector<program::Assumption> assumptions;
  std::vector<BoundRow> functions;
  std::map<size::Symbol, InputFact> inputs;
  std::optional<BudgetFit> fit;         ///< with a budget
};

/// `language` of the entry decides what a process holds besides its heap.
BoundEstimate bindEstimate(const program::Estimate &estimate, const Inputs &inputs,
                           llvm::StringRef language);

/// How the text report is written; `root` shortens paths.
struct ReportStyle {
  std::string root;
  CommandLine line;
  bool verbose = false;
  bool colour = false;
};
void printEstimateText(const BoundEstimate &estimate, const ReportStyle &style,
                       llvm::raw_ostream &out);

/// JSON report, docs/json.md.
void printEstimateJson(const BoundEstimate &estimate, llvm::StringRef root, llvm::raw_ostream &out);

} // namespace highwater::driver
