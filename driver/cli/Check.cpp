// highwater check: the findings of a whole program.

#include "driver/cli/Baseline.h"
#include "driver/cli/ChangedFindings.h"
#include "driver/cli/Diagnostics.h"
#include "driver/cli/Findings.h"
#include "driver/cli/Fixes.h"
#include "driver/cli/Reports.h"
#include "driver/cli/Scan.h"
#include "driver/cli/SourceOptions.h"
#include "driver/cli/StaleDirectives.h"
#include "driver/cli/Verb.h"

#include "checks/Checks.h"
#include "driver/config/Nearest.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

namespace highwater::driver {

static constexpr Option options[] = {
    buildOption,
    {"changed", 0, "[=REV]", "Only findings on lines that the index changes against HEAD, that is on what\n"
                             "a commit would contain; with REV, on what the working tree changes since\n"
                             "it branched off REV"},
    skipWithoutDatabaseOption,
    {"checks", 0, "GLOBS", "Checks to run, such as '*,-highwater-peak-copy' (default: all)"},
    {"confidence", 0, "LEVEL", "Lowest confidence that is reported: high, medium or low"},
    {"fix", 0, "", "Apply the fixes that findings carry"},
    {"format", 0, "F", "text (as clang-tidy prints), json, sarif, github or gitlab"},
    {"baseline", 0, "FILE", "Accepted findings, which are not reported"},
    {"update-baseline", 0, "", "Accept what is found now: write it to the file that --baseline names"},
    strictOption,
    {"summaries", 0, "FILE|DIR", "What 'highwater summarize' or 'link' wrote about other sources; may be\n"
                                 "repeated. Alone, the sources that it is about are checked"},
    noCacheOption,
    jobsOption,
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

namespace {

using Printer = void (*)(const Report &report, llvm::raw_ostream &out);

/// What the command line asks for.
struct Request {
  Printer print = nullptr; ///< null for text, which is clang's to print
  std::optional<checks::Confidence> confidence;
  std::vector<const checks::Check *> checks;
};

/// What a run looked at: outside of it, that nothing was found means nothing.
struct Extent {
  std::set<std::string> checks; ///< by full name
  std::set<std::string> files;
  std::string root;
  bool complete; ///< at the configured confidence, and no source failed
  bool allFiles; ///< no path is named, and not only changes

  bool judges(const Key &key) const {
    return complete && checks.count(key.check) && (allFiles || files.count(absolutePath(key.file, root)));
  }
};

} // namespace

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

static llvm::Expected<Request> requestOf(const Arguments &arguments) {
  Request request;
  auto format = formatOf(arguments);
  if (!format)
    return format.takeError();
  request.print = *format;
  if (arguments.has("update-baseline") && (!arguments.has("baseline") || arguments.has("changed")))
    return llvm::createStringError("--update-baseline needs --baseline FILE, and a run without --changed");
  if (std::optional<llvm::StringRef> word = arguments.value("confidence")) {
    request.confidence = parseConfidence(*word);
    if (!request.confidence)
      return llvm::createStringError(
          fmt::format("--confidence takes high, medium or low, not '{}'", word->str()));
  }
  auto enabled = selectChecks(arguments.value("checks").value_or("*"));
  if (!enabled)
    return enabled.takeError();
  if (enabled->empty())
    return llvm::createStringError("--checks leaves no check to run");
  request.checks = std::move(*enabled);
  return request;
}

static Extent extentOf(const Arguments &arguments, const Request &request, const Scan &scanned,
                       llvm::ArrayRef<events::Unit> units) {
  Extent extent;
  for (const checks::Check *check : request.checks)
    extent.checks.insert("highwater-" + check->name.str());
  extent.files = reportedFiles(units, scanned.root);
  extent.root = scanned.root.empty() ? absolutePath(".") : scanned.root;
  extent.complete = !request.confidence && scanned.sources.coverage.failed.empty();
  extent.allFiles = arguments.positional.empty() && !scanned.changes;
  return extent;
}

/// Takes out what NOLINT comments silence, and names those that silence nothing, if all that could be found was looked
/// for: what was not checked may well have been worth the comment.
static void applyDirectives(std::vector<checks::Finding> &findings, Diagnostics &diagnostics, bool everything,
                            const std::set<std::string> &files, const Console &console) {
  std::vector<checks::Finding> suppressed;
  std::erase_if(findings, [&](const checks::Finding &each) {
    if (!diagnostics.suppressed(each))
      return false;
    suppressed.push_back(each);
    return true;
  });
  for (const std::string &error : diagnostics.directiveErrors())
    console.warning(error);
  if (everything)
    for (const std::string &message : staleDirectives(files, suppressed))
      console.warning(message);
}

/// Takes accepted findings out, or accepts them all, and returns how many these are.
static llvm::Expected<size_t> applyBaseline(const Arguments &arguments, std::vector<checks::Finding> &findings,
                                            const Extent &extent, const Console &console) {
  std::optional<llvm::StringRef> path = arguments.value("baseline");
  if (!path)
    return 0;
  auto judged = [&](const Key &key) { return extent.judges(key); };
  bool update = arguments.has("update-baseline");
  std::optional<Baseline> baseline;
  if (!update || llvm::sys::fs::exists(*path)) {
    llvm::Expected<Baseline> read = Baseline::read(*path);
    if (!read)
      return read.takeError();
    baseline = std::move(*read);
  }
  if (update) {
    llvm::Expected<size_t> total =
        Baseline::write(*path, findings, extent.root, baseline ? &*baseline : nullptr, judged);
    if (!total)
      return total.takeError();
    console.note(fmt::format("{} accepts {} finding{} now", path->str(), *total, *total == 1 ? "" : "s"));
    return std::exchange(findings, {}).size();
  }
  size_t accepted = baseline->filter(findings, extent.root);
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

/// Those that the run is answerable for, as the checks say them.
static llvm::Expected<std::vector<checks::Finding>> find(const program::Program &program, size_t own, const Request &request,
                                                         const Scan &scanned, const Console &console) {
  Thresholds thresholds(scanned.config, request.confidence);
  console.status("checking");
  auto findings = runChecks(program, request.checks, thresholds, {scanned.root, scanned.config, own});
  console.status("");
  if (findings && scanned.changes)
    std::erase_if(*findings, [&](const checks::Finding &each) { return !concerns(*scanned.changes, each, program); });
  return findings;
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  if (arguments.has("list-checks"))
    return listChecks();
  llvm::Expected<Request> request = requestOf(arguments);
  if (!request)
    return request.takeError();
  llvm::Expected<Scan> scanned = scan(arguments, console);
  if (!scanned)
    return scanned.takeError();
  if (scanned->skipped)
    return *scanned->skipped;
  noteGivenUp(scanned->sources, console);
  applyBudgets(scanned->sources.units, scanned->config);
  llvm::Expected<effects::Catalog> catalog = loadCatalog(scanned->config, scanned->sources.units);
  if (!catalog)
    return catalog.takeError();
  program::ProgramOptions knowledge;
  knowledge.wholeProgram = isWhole(arguments, *scanned);
  size_t own = scanned->sources.units.size() - scanned->sources.callees;
  program::Program program(std::move(scanned->sources.units), *catalog, std::move(knowledge));
  auto findings = find(program, own, *request, *scanned, console);
  if (!findings)
    return findings.takeError();

  Extent extent = extentOf(arguments, *request, *scanned, llvm::ArrayRef(program.units()).take_front(own));
  Diagnostics diagnostics(scanned->overlay());
  bool everything = extent.complete && request->checks.size() == checks::allChecks().size() && !scanned->changes;
  applyDirectives(*findings, diagnostics, everything, extent.files, console);
  llvm::Expected<size_t> accepted = applyBaseline(arguments, *findings, extent, console);
  if (!accepted)
    return accepted.takeError();
  const Coverage &coverage = scanned->sources.coverage;
  if (request->print)
    request->print({*findings, coverage, extent.root, scanned->overlay()}, llvm::outs());
  else
    diagnostics.print(*findings, console.colour, llvm::outs());
  llvm::outs().flush();
  FixOutcome fixes;
  if (arguments.has("fix")) {
    llvm::Expected<FixOutcome> outcome = applyFixes(*findings, extent.root, scanned->overlay(), console);
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
