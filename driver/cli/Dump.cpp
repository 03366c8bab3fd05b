// highwater dump: the stages of the analysis as text, for those who work on it.

#include "driver/cli/SourceOptions.h"
#include "driver/cli/Summaries.h"
#include "driver/cli/Verb.h"

#include "analysis/events/Text.h"
#include "analysis/program/Program.h"

#include "fmt/format.h"

#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

static constexpr Option options[] = {
    buildOption,
    {"function", 0, "NAME", "Only this function; qualified, or the last part of its name"},
    {"raw", 0, "", "events: the lossless form instead of the readable one"},
    {"summaries", 0, "FILE|DIR", "Of the units in these files instead of sources; may be repeated"},
};

static constexpr Syntax syntax = {
    "dump",
    "Print a stage of the analysis",
    "events|inflow|liveness|sizes|summary|touches [FILE]...",
    "[-- FLAGS...]",
    "The output is for tests and for developers of the tool; it may change at any time.",
    options};

using Printer = void (program::Program::*)(program::FunctionReference, llvm::raw_ostream &) const;

static Printer printerOf(llvm::StringRef stage) {
  if (stage == "liveness")
    return &program::Program::dumpLiveness;
  if (stage == "sizes")
    return &program::Program::dumpSizes;
  if (stage == "inflow")
    return &program::Program::dumpInflow;
  if (stage == "summary")
    return &program::Program::dumpSummary;
  if (stage == "touches")
    return &program::Program::dumpTouches;
  return nullptr;
}

static void dumpEvents(llvm::ArrayRef<events::Unit> units, const Arguments &arguments) {
  for (const events::Unit &unit : units) {
    if (arguments.has("raw"))
      events::write(unit, llvm::outs());
    else
      events::print(unit, llvm::outs(), arguments.value("function").value_or(""));
  }
}

static llvm::Expected<int> dumpStage(Printer print, std::vector<events::Unit> units,
                                     const Arguments &arguments) {
  llvm::Expected<effects::Catalog> catalog = loadCatalog({}, units);
  if (!catalog)
    return catalog.takeError();
  program::Program program(std::move(units), *catalog);
  std::vector<program::FunctionReference> chosen;
  if (std::optional<llvm::StringRef> name = arguments.value("function")) {
    chosen = program.find(*name);
    if (chosen.empty())
      return llvm::createStringError(fmt::format("no function '{}'", name->str()));
  } else {
    for (unsigned unit = 0; unit < program.units().size(); ++unit)
      for (unsigned index = 0; index < program.units()[unit].functions.size(); ++index)
        chosen.push_back({unit, index});
  }
  for (program::FunctionReference reference : chosen)
    (program.*print)(reference, llvm::outs());
  return Clean;
}

static llvm::Expected<Sources> sourcesOf(const Arguments &arguments, const Console &console) {
  if (arguments.has("summaries")) {
    Sources sources;
    llvm::Expected<GivenSummaries> given = readSummaries(arguments.values("summaries"), absolutePath("."), console);
    if (!given)
      return given.takeError();
    if (llvm::Error error = addWhole(sources, *given))
      return error;
    return sources;
  }
  DatabaseQuery query = databaseQuery(arguments, {arguments.positional.begin() + 1, arguments.positional.end()});
  query.flags = arguments.rest;
  auto commands = loadCommands(query);
  if (!commands)
    return commands.takeError();
  return parseSources(eachFileOnce(std::move(*commands)), 1, console);
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  if (arguments.positional.empty() || (arguments.positional.size() > 1) == arguments.has("summaries"))
    return llvm::createStringError("'highwater dump' takes a stage and a FILE, or --summaries");
  llvm::StringRef stage = arguments.positional.front();
  Printer print = printerOf(stage);
  if (!print && stage != "events")
    return llvm::createStringError(fmt::format(
        "'highwater dump' takes events, inflow, liveness, sizes, summary or touches, not '{}'", stage.str()));
  llvm::Expected<Sources> sources = sourcesOf(arguments, console);
  if (!sources)
    return sources.takeError();
  if (stage == "events") {
    dumpEvents(sources->units, arguments);
  } else {
    llvm::Expected<int> code = dumpStage(print, std::move(sources->units), arguments);
    if (!code)
      return code;
  }
  llvm::outs().flush();
  return exitCode(Clean, sources->coverage, /*strict=*/true);
}

const Verb dumpVerb = {syntax, run};

} // namespace highwater::driver
