// highwater estimate: what a program, or a function, will need, without running it.

#include "driver/cli/Budget.h"
#include "driver/cli/Estimation.h"
#include "driver/cli/Scan.h"
#include "driver/cli/SourceOptions.h"

#include "analysis/size/Bytes.h"

#include "fmt/format.h"

#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

static constexpr Option options[] = {
    buildOption,
    entryOption,
    {"assume", 0, "KEY=VALUE", "A fact about an input: 'bytes(train.csv)=20GiB', 'rows(argv[1])=1e9',\n"
                               "n=5000; may be repeated, and wins over what is measured"},
    shapeOption,
    allocatorOption,
    {"save-shape", 0, "FILE", "Write what was sampled of the inputs, for --shape"},
    {"budget", 0, "SIZE", "Exit with 1 when the peak is above SIZE (8GiB), or above this process's\n"
                          "control group limit (cgroup)"},
    {"budgets", 0, "", "Compare every budget of .highwater.yaml and of HIGHWATER_BUDGET with the peak of\n"
                       "its function; exit with 1 when one is above, with 3 when one is not known"},
    {"accept-assumptions", 0, "", "Compare a peak that is known in part (\"at least\") with its budget all the same"},
    skipWithoutDatabaseOption,
    {"format", 0, "F", "text or json"},
    flagOption,
    strictOption,
    wholeSummariesOption,
    noCacheOption,
    jobsOption,
};

static constexpr Syntax syntax = {
    "estimate",
    "Estimate the peak memory of a program without running it",
    "[SOURCE]...",
    "[-- PROGRAM ARG...]",
    "Behind '--' comes the command line that is asked about: its words are known to the analysis,\n"
    "and files it names are measured and sampled, as is the standard input ('< FILE'). Without one,\n"
    "the answer is a formula. SOURCE restricts the program to these sources.\n\n"
    "Exit codes: 0 done, 1 over budget, 2 wrong usage or unreadable input, 3 incomplete.",
    options};

/// The budget of the command line, else the configuration's for this entry.
static llvm::Expected<std::optional<Budget>> budgetFor(const Arguments &arguments,
                                                       const Estimation &estimation) {
  if (std::optional<llvm::StringRef> text = arguments.value("budget")) {
    llvm::Expected<Budget> budget = parseBudget(*text);
    if (!budget)
      return budget.takeError();
    return std::optional(std::move(*budget));
  }
  std::optional<double> bytes = estimation.config.budgetOf(estimation.estimate.entry, estimation.file);
  if (!bytes)
    return std::nullopt;
  return std::optional(Budget{*bytes, false, "the budget of " + size::bytesText(*bytes)});
}

static int compareWithBudget(const BoundEstimate &estimate, const Console &console) {
  const BudgetFit &fit = *estimate.fit;
  switch (fit.verdict()) {
  case BudgetFit::Fits:
  case BudgetFit::MayFit: return Clean;
  case BudgetFit::Over:
    console.error(fmt::format("{} {} is above {}", fit.budget.resident ? "RSS" : "peak", size::bytesText(fit.need->best),
                              fit.budget.name));
    return Findings;
  case BudgetFit::Unknown: break;
  }
  std::string known = fit.need ? "at least " + size::bytesText(fit.need->best) + "; " : "";
  console.error(fmt::format("cannot be compared with {}: {}{}", fit.budget.name, known, estimate.reason));
  return Incomplete;
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  llvm::StringRef format = arguments.value("format").value_or("text");
  if (format != "text" && format != "json")
    return llvm::createStringError(
        fmt::format("--format takes text or json, not '{}'", format.str()));
  if (std::optional<llvm::StringRef> text = arguments.value("budget"))
    if (llvm::Expected<Budget> budget = parseBudget(*text); !budget)
      return budget.takeError();
  ReportStyle style{"", arguments.rest.value_or(CommandLine()), console.verbosity > 0, console.colour};
  if (std::optional<int> code = skippedWithoutDatabase(databaseQuery(arguments, arguments.positional), arguments, console))
    return *code;
  llvm::Expected<Estimation> estimation = runEstimation(arguments, console);
  if (!estimation)
    return estimation.takeError();
  if (estimation->coverage.analysed == 0)
    return Incomplete;
  style.root = estimation->root;
  if (arguments.has("budgets")) {
    if (format == "json")
      printBudgetsJson(estimation->budgets, style.root, llvm::outs());
    else
      printBudgetsText(estimation->budgets, style, llvm::outs());
    llvm::outs().flush();
    return exitCode(exitCodeOf(estimation->budgets), estimation->coverage, arguments.has("strict"));
  }
  llvm::Expected<std::optional<Budget>> budget = budgetFor(arguments, *estimation);
  if (!budget)
    return budget.takeError();

  if (std::optional<llvm::StringRef> path = arguments.value("save-shape")) {
    if (llvm::Error error = writeShapes(*path, estimation->shapes))
      return error;
    if (estimation->shapes.empty())
      console.warning("no input was sampled: " + path->str() + " is empty");
  }
  BoundEstimate &estimate = estimation->estimate;
  if (*budget) {
    bool partial = estimate.kind == "partial" && !arguments.has("accept-assumptions");
    estimate.fit = BudgetFit{**budget, (*budget)->resident ? estimate.rss : estimate.peak, partial};
  }
  if (format == "json") {
    printEstimateJson(estimate, style.root, llvm::outs());
  } else {
    printEstimateText(estimate, style, llvm::outs());
  }
  llvm::outs().flush();
  int code = estimate.fit ? compareWithBudget(estimate, console) : Clean;
  return exitCode(code, estimation->coverage, arguments.has("strict"));
}

const Verb estimateVerb = {syntax, run};

} // namespace highwater::driver
