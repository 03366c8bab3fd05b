// Everything between the words of the user and the bound estimate.

#include "driver/cli/Estimation.h"

#include "driver/cli/Inputs.h"
#include "driver/cli/SourceOptions.h"
#include "driver/cli/Summaries.h"
#include "driver/cli/Target.h"
#include "driver/cli/Thresholds.h"

#include "analysis/size/Allocator.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace highwater::driver {

static llvm::Expected<std::vector<Command>> commandsOf(const Arguments &arguments,
                                                       const CommandLine &line) {
  if (summariesAlone(arguments))
    return std::vector<Command>();
  DatabaseQuery query = databaseQuery(arguments, arguments.positional);
  if (arguments.has("flag")) {
    if (arguments.positional.empty())
      return llvm::createStringError("--flag is for sources that are named");
    query.flags = arguments.values("flag").vec();
  }
  auto commands = loadCommands(query);
  if (!commands)
    return commands.takeError();
  return eachFileOnce(
      commandsOfProgram(std::move(*commands), line.empty() ? llvm::StringRef() : line.front()));
}

static llvm::Expected<Assumptions> assumptionsOf(const Arguments &arguments, const Config &config) {
  Assumptions assumptions;
  for (const auto &[key, value] : config.assumptions)
    if (llvm::Error error = assumptions.add(key, value, config.path))
      return error;
  for (const std::string &fact : arguments.values("assume"))
    if (llvm::Error error = assumptions.add(fact, "--assume"))
      return error;
  for (const std::string &path : arguments.values("shape")) {
    llvm::Expected<InputShapes> shapes = readShapes(path);
    if (!shapes)
      return shapes.takeError();
    for (auto &[source, shape] : *shapes)
      assumptions.shapes.insert_or_assign(source, std::move(shape));
  }
  return assumptions;
}

/// The sources of the target that a command line names.
static std::vector<std::string> filesOfTarget(const GivenSummaries &given, llvm::StringRef program) {
  std::vector<std::string> files;
  for (const StoredProgram::Given &each : given.units)
    if (!program.empty() && each.unit.target == llvm::sys::path::filename(program))
      files.push_back(each.unit.mainFile);
  return files;
}

/// The main of those sources, as `--entry` names it; empty when there is not one.
static std::string entryOf(const program::Program &program, llvm::ArrayRef<std::string> files) {
  std::vector<std::string> mains;
  for (program::FunctionReference main : program.mains())
    if (const std::string &file = program.function(main).file; llvm::is_contained(files, file))
      mains.push_back(file + ":main");
  return mains.size() == 1 ? mains.front() : "";
}

static llvm::Error chooseAllocator(const Arguments &arguments) {
  std::optional<llvm::StringRef> name = arguments.value("allocator");
  if (!name)
    return llvm::Error::success();
  std::optional<size::Allocator> allocator = size::allocatorNamed(*name);
  if (!allocator)
    return llvm::createStringError(fmt::format("--allocator takes glibc, jemalloc or tcmalloc, not '{}'", name->str()));
  size::useAllocator(*allocator);
  return llvm::Error::success();
}

llvm::Expected<Estimation> runEstimation(const Arguments &arguments, const Console &console) {
  if (llvm::Error error = chooseAllocator(arguments))
    return error;
  CommandLine line = arguments.rest.value_or(CommandLine());
  llvm::Expected<unsigned> jobs = jobCount(arguments);
  if (!jobs)
    return jobs.takeError();
  auto commands = commandsOf(arguments, line);
  if (!commands)
    return commands.takeError();

  Estimation result;
  std::string start = commands->empty() ? absolutePath(".") : commands->front().file;
  result.root = summaryRoot(start);
  llvm::Expected<Config> config = configFor(start);
  if (!config)
    return config.takeError();
  result.config = std::move(*config);
  llvm::Expected<Assumptions> assumptions = assumptionsOf(arguments, result.config);
  if (!assumptions)
    return assumptions.takeError();

  Thresholds thresholds(result.config, std::nullopt);
  std::optional<SummaryFolder> folder = keptSummaries(arguments, start, result.config, thresholds.summaryDir(start));
  llvm::Expected<Sources> sources =
      parseSources(*commands, *jobs, console, folder && !arguments.has("flag") ? &*folder : nullptr);
  if (!sources)
    return sources.takeError();
  std::vector<std::string> targetFiles;
  if (arguments.has("summaries")) {
    llvm::Expected<GivenSummaries> given = readSummaries(arguments.values("summaries"), start, console);
    if (!given)
      return given.takeError();
    if (llvm::Error error = addWhole(*sources, *given))
      return error;
    targetFiles = filesOfTarget(*given, line.empty() ? "" : line.front());
  }
  // What is as large as something else is listed in one order, whether sources were parsed or linked.
  llvm::sort(sources->units, [](const auto &a, const auto &b) { return a.mainFile < b.mainFile; });
  result.coverage = std::move(sources->coverage);
  if (result.coverage.analysed == 0)
    return result;
  llvm::Expected<effects::Catalog> catalog = loadCatalog(result.config, sources->units);
  if (!catalog)
    return catalog.takeError();
  program::ProgramOptions options;
  options.wholeProgram = result.coverage.failed.empty();
  options.text = [line](const size::Subject &subject) { return resolveText(subject, line); };
  Inputs words(line, Assumptions(), true); // branches on the command line are decided by the command line alone
  options.number = [&words](const size::Symbol &symbol) -> std::optional<double> {
    bool known = symbol.subject.head() == "argc" || (mentionsArguments(symbol.subject) && words.text(symbol.subject));
    if (!known || (symbol.measure != "value" && symbol.measure != "len"))
      return std::nullopt;
    auto range = words.number(symbol);
    return range && range->low == range->high ? std::optional(range->best) : std::nullopt;
  };
  program::Program program(std::move(sources->units), *catalog, std::move(options));
  if (arguments.has("budgets")) {
    console.status("estimating");
    auto verdicts = compareBudgets(program, result.config, *assumptions, line, arguments.has("accept-assumptions"));
    console.status("");
    if (!verdicts)
      return verdicts.takeError();
    result.budgets = std::move(*verdicts);
    return result;
  }
  auto entry = findEntry(program, arguments.value("entry").value_or(entryOf(program, targetFiles)));
  if (!entry)
    return entry.takeError();

  const events::Function &function = program.function(*entry);
  result.language = function.language;
  result.file = function.file;
  assumptions->parameters = parameterNames(function);
  console.status("estimating");
  program::Estimate symbolic = program.estimate(*entry);
  console.status("measuring inputs");
  Inputs inputs(line, *assumptions, function.isMain);
  result.estimate = bindEstimate(symbolic, inputs, result.language);
  for (BoundContribution &object : result.estimate.live)
    object.lines = linesOf(object.contribution, *result.estimate.witness, program);
  for (const events::Unit &unit : program.units())
    for (const events::Function &each : unit.functions)
      result.sources.insert(each.file);
  result.shapes = inputs.sampledShapes();
  result.peakWith = [symbolic, line, known = std::move(*assumptions), isMain = function.isMain,
                     language = function.language](const InputShapes &shapes) -> std::optional<double> {
    Assumptions changed = known;
    for (const auto &[source, shape] : shapes)
      changed.shapes.insert_or_assign(source, shape);
    std::optional<size::Range> peak = bindEstimate(symbolic, Inputs(line, std::move(changed), isMain), language).peak;
    return peak ? std::optional(peak->best) : std::nullopt;
  };
  console.status("");
  if (!inputs.unreadable().empty())
    return llvm::createStringError(fmt::format(
        "the program measures an input that cannot be read: {}; say how large it is with "
        "--assume 'bytes(FILE)=SIZE'",
        *inputs.unreadable().begin()));
  for (const std::string &key : inputs.unusedAssumptions())
    console.warning(fmt::format("the peak does not depend on '{}', which is assumed", key));
  if (!result.coverage.failed.empty()) {
    result.estimate.kind = "partial";
    if (result.estimate.reason.empty())
      result.estimate.reason = fmt::format("{} of {} files could not be analysed",
                                           result.coverage.failed.size(), result.coverage.files);
  }
  return result;
}

} // namespace highwater::driver
