// highwater check: the findings of a whole program.

#include "driver/cli/ChangedFindings.h"
#include "driver/cli/Diagnostics.h"
#include "driver/cli/Findings.h"
#include "driver/cli/Fixes.h"
#include "driver/cli/Scan.h"
#include "driver/cli/StaleDirectives.h"
#include "driver/cli/Verb.h"

#include "checks/Checks.h"

#include "fmt/format.h"

#include "llvm/Support/raw_ostream.h"

#include <set>

namespace highwater::driver {

static constexpr Option options[] = {
    {"build", 'p', "DIR", "Folder of compile_commands.json, or the file; default: found above the\n"
                          "sources or in a build*/ beside them"},
    {"changed", 0, "[=REV]", "Only findings on lines that the index changes against HEAD, that is on what\n"
                             "a commit would contain; with REV, on what the working tree changes since\n"
                             "it branched off REV"},
    {"skip-without-database", 0, "", "Without a compile database, say so and exit with 0, unless CI is set"},
    {"checks", 0, "GLOBS", "Checks to run, such as '*,-highwater-peak-copy' (default: all)"},
    {"confidence", 0, "LEVEL", "Lowest confidence that is reported: high, medium or low"},
    {"fix", 0, "", "Apply the fixes that findings carry"},
    {"format", 0, "F", "text (as clang-tidy prints) or json"},
    {"strict", 0, "", "Exit with 3 when any source could not be analysed"},
    {"jobs", 'j', "N", "Sources parsed at once (default: all cores)"},
    {"list-checks", 0, "", "Print the checks and exit"},
};

static constexpr Syntax syntax = {
    "check",
    "Report memory that is held longer, or grows larger, than the code needs",
    "[PATH]...",
    "[-- FLAGS...]",
    "PATH is a source, or a folder of sources; all sources of the database without one. With\n"
    "'-- FLAGS', the sources are compiled with these flags and no database is read.\n\n"
    "Exit codes: 0 clean, 1 findings, 2 wrong usage or unreadable input, 3 incomplete.",
    options};

static int listChecks() {
  for (const checks::Check *check : checks::allChecks())
    llvm::outs() << "highwater-" << check->name << ": " << check->summary << '\n';
  return Clean;
}

/// Budgets of the configuration, for functions that state none themselves.
static void applyBudgets(std::vector<events::Unit> &units, const Config &config) {
  if (config.budgets.empty())
    return;
  for (events::Unit &unit : units)
    for (events::Function &function : unit.functions)
      if (std::optional<double> bytes = config.budgetOf(function.name, function.file);
          bytes && !function.budget)
        function.budget = fmt::format("{:.0f}", *bytes);
}

/// Files of the project that functions were analysed in.
static std::set<std::string> reportedFiles(const program::Program &program, llvm::StringRef root) {
  std::set<std::string> files;
  for (const events::Unit &unit : program.units())
    for (const events::Function &function : unit.functions)
      if (root.empty() || relativePath(function.file, root) != function.file)
        files.insert(function.file);
  return files;
}

static void summarise(size_t findings, const FixOutcome &fixes, const Console &console) {
  std::string text = findings == 1 ? "1 finding" : fmt::format("{} findings", findings);
  if (fixes.applied || fixes.skipped)
    text += fmt::format(", {} fixed, {} fixes not applied", fixes.applied, fixes.skipped);
  console.note(text);
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  if (arguments.has("list-checks"))
    return listChecks();
  llvm::StringRef format = arguments.value("format").value_or("text");
  if (format != "text" && format != "json")
    return llvm::createStringError(
        fmt::format("--format takes text or json, not '{}'", format.str()));
  std::optional<checks::Confidence> confidence;
  if (std::optional<llvm::StringRef> word = arguments.value("confidence")) {
    confidence = parseConfidence(*word);
    if (!confidence)
      return llvm::createStringError(
          fmt::format("--confidence takes high, medium or low, not '{}'", word->str()));
  }
  auto enabled = selectChecks(arguments.value("checks").value_or("*"));
  if (!enabled)
    return enabled.takeError();
  if (enabled->empty())
    return llvm::createStringError("--checks leaves no check to run");
  llvm::Expected<Scan> scanned = scan(arguments, console);
  if (!scanned)
    return scanned.takeError();
  if (scanned->skipped)
    return *scanned->skipped;
  const Config &config = scanned->config;
  const Coverage &coverage = scanned->sources.coverage;
  applyBudgets(scanned->sources.units, config);
  llvm::Expected<effects::Catalog> catalog = loadCatalog(config, scanned->sources.units);
  if (!catalog)
    return catalog.takeError();
  program::Program program(std::move(scanned->sources.units), *catalog);

  Thresholds thresholds(config, confidence);
  console.status("checking");
  auto findings = runChecks(program, *enabled, thresholds, {scanned->root, config});
  console.status("");
  if (!findings)
    return findings.takeError();
  if (scanned->changes)
    std::erase_if(*findings, [&](const checks::Finding &each) {
      return !concerns(*scanned->changes, each, program);
    });
  Diagnostics diagnostics(scanned->overlay());
  std::vector<checks::Finding> suppressed;
  std::erase_if(*findings, [&](const checks::Finding &each) {
    if (!diagnostics.suppressed(each))
      return false;
    suppressed.push_back(each);
    return true;
  });
  for (const std::string &error : diagnostics.directiveErrors())
    console.warning(error);
  // What was not checked may well have been worth the comment.
  bool everything = enabled->size() == checks::allChecks().size() && !confidence &&
                    coverage.failed.empty() && !scanned->changes;
  if (everything)
    for (const std::string &message : staleDirectives(reportedFiles(program, scanned->root), suppressed))
      console.warning(message);

  std::string root = scanned->root.empty() ? absolutePath(".") : scanned->root;
  if (format == "json")
    printFindingsJson(*findings, coverage, root, llvm::outs());
  else
    diagnostics.print(*findings, console.colour, llvm::outs());
  llvm::outs().flush();
  FixOutcome fixes;
  if (arguments.has("fix")) {
    llvm::Expected<FixOutcome> outcome = applyFixes(*findings, root, scanned->overlay(), console);
    if (!outcome)
      return outcome.takeError();
    fixes = *outcome;
  }
  summarise(findings->size(), fixes, console);
  // What was fixed is no longer a finding.
  int code = findings->size() > fixes.applied ? Findings : Clean;
  return exitCode(code, coverage, arguments.has("strict"));
}

const Verb checkVerb = {syntax, run};

} // namespace highwater::driver
