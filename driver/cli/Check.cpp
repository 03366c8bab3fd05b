// highwater check: the findings of a whole program.

#include "driver/cli/Baseline.h"
#include "driver/cli/ChangedFindings.h"
#include "driver/cli/Diagnostics.h"
#include "driver/cli/Findings.h"
#include "driver/cli/Fixes.h"
#include "driver/cli/Reports.h"
#include "driver/cli/Scan.h"
#include "driver/cli/StaleDirectives.h"
#include "driver/cli/Verb.h"

#include "checks/Checks.h"
#include "driver/config/Nearest.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <functional>
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
    {"format", 0, "F", "text (as clang-tidy prints), json, sarif, github or gitlab"},
    {"baseline", 0, "FILE", "Accepted findings, which are not reported"},
    {"update-baseline", 0, "", "Accept what is found now: write it to the file that --baseline names"},
    {"strict", 0, "", "Exit with 3 when any source could not be analysed"},
    {"summaries", 0, "FILE|DIR", "What 'highwater summarize' or 'link' wrote about other sources; may be\n"
                                 "repeated. Alone, the sources that it is about are checked"},
    {"no-cache", 0, "", "Parse every source, and neither use nor fill the project's .highwater/"},
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
static std::set<std::string> reportedFiles(llvm::ArrayRef<events::Unit> units, llvm::StringRef root) {
  std::set<std::string> files;
  for (const events::Unit &unit : units)
    for (const events::Function &function : unit.functions)
      if (root.empty() || relativePath(function.file, root) != function.file)
        files.insert(function.file);
  return files;
}

using Printer = void (*)(const Report &report, llvm::raw_ostream &out);

/// Null for text, which is clang's to print.
static llvm::Expected<Printer> formatOf(const Arguments &arguments) {
  static constexpr std::pair<llvm::StringLiteral, Printer> formats[] = {{"text", nullptr},
                                                                        {"json", printFindingsJson},
                                                                        {"sarif", printFindingsSarif},
                                                                        {"github", printFindingsGithub},
                                                                        {"gitlab", printFindingsGitlab}};
  llvm::StringRef given = arguments.value("format").value_or("text");
  std::vector<llvm::StringRef> known;
  for (const auto &[name, printer] : formats) {
    if (name == given)
      return printer;
    known.push_back(name);
  }
  return llvm::createStringError(fmt::format("--format takes text, json, sarif, github or gitlab, not '{}'{}",
                                             given.str(), nearestHint(given, known)));
}

/// Takes accepted findings out, or accepts them all, and returns how many these are.
static llvm::Expected<size_t> applyBaseline(const Arguments &arguments, std::vector<checks::Finding> &findings,
                                            llvm::StringRef root, const std::function<bool(const Key &)> &judged,
                                            const Console &console) {
  std::optional<llvm::StringRef> path = arguments.value("baseline");
  if (!path)
    return 0;
  bool update = arguments.has("update-baseline");
  std::optional<Baseline> baseline;
  if (!update || llvm::sys::fs::exists(*path)) {
    llvm::Expected<Baseline> read = Baseline::read(*path);
    if (!read)
      return read.takeError();
    baseline = std::move(*read);
  }
  if (update) {
    llvm::Expected<size_t> total = Baseline::write(*path, findings, root, baseline ? &*baseline : nullptr, judged);
    if (!total)
      return total.takeError();
    console.note(fmt::format("{} accepts {} finding{} now", path->str(), *total, *total == 1 ? "" : "s"));
    return std::exchange(findings, {}).size();
  }
  size_t accepted = baseline->filter(findings, root);
  for (const std::string &message : baseline->stale(judged))
    console.warning(message);
  return accepted;
}

static void summarise(size_t findings, size_t accepted, const FixOutcome &fixes, const Console &console) {
  std::string text = findings == 1 ? "1 finding" : fmt::format("{} findings", findings);
  if (accepted)
    text += fmt::format(", {} accepted by the baseline", accepted);
  if (fixes.applied || fixes.skipped)
    text += fmt::format(", {} fixed, {} fixes not applied", fixes.applied, fixes.skipped);
  console.note(text);
}

/// Whether all of a program is here: every source of the database, with its main.
static bool isWhole(const Arguments &arguments, const Scan &scanned) {
  return !arguments.rest && arguments.positional.empty() && !scanned.changes && scanned.config.exclude.empty() &&
         scanned.sources.coverage.failed.empty() && llvm::any_of(scanned.sources.units, [](const events::Unit &unit) {
           return llvm::any_of(unit.functions, [](const auto &each) { return each.isMain; });
         });
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  if (arguments.has("list-checks"))
    return listChecks();
  auto format = formatOf(arguments);
  if (!format)
    return format.takeError();
  if (arguments.has("update-baseline") && (!arguments.has("baseline") || arguments.has("changed")))
    return llvm::createStringError("--update-baseline needs --baseline FILE, and a run without --changed");
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
  program::ProgramOptions knowledge;
  knowledge.wholeProgram = isWhole(arguments, *scanned);
  size_t own = scanned->sources.units.size() - scanned->sources.callees;
  program::Program program(std::move(scanned->sources.units), *catalog, std::move(knowledge));
  llvm::ArrayRef<events::Unit> ownUnits = llvm::ArrayRef(program.units()).take_front(own);

  Thresholds thresholds(config, confidence);
  console.status("checking");
  auto findings = runChecks(program, *enabled, thresholds, {scanned->root, config, own});
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
    for (const std::string &message : staleDirectives(reportedFiles(ownUnits, scanned->root), suppressed))
      console.warning(message);

  std::string root = scanned->root.empty() ? absolutePath(".") : scanned->root;
  auto judged = [&, files = reportedFiles(ownUnits, scanned->root)](const Key &key) {
    bool ran = llvm::any_of(*enabled, [&](const auto *check) { return key.check == "highwater-" + check->name.str(); });
    bool whole = arguments.positional.empty() && !scanned->changes;
    return ran && !confidence && coverage.failed.empty() && (whole || files.count(absolutePath(key.file, root)) != 0);
  };
  llvm::Expected<size_t> accepted = applyBaseline(arguments, *findings, root, judged, console);
  if (!accepted)
    return accepted.takeError();
  if (*format)
    (*format)({*findings, coverage, root, scanned->overlay()}, llvm::outs());
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
  summarise(findings->size(), *accepted, fixes, console);
  // What was fixed is no longer a finding.
  int code = findings->size() > fixes.applied ? Findings : Clean;
  return exitCode(code, coverage, arguments.has("strict"));
}

const Verb checkVerb = {syntax, run};

} // namespace highwater::driver
