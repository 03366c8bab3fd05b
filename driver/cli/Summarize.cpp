// highwater summarize and highwater link: the work of a whole-program run as two build actions.

#include "driver/cli/SourceOptions.h"
#include "driver/cli/Summaries.h"
#include "driver/cli/Verb.h"
#include "driver/cli/Workers.h"
#include "driver/resources/ResourceFolder.h"

#include "fmt/format.h"

#include "llvm/Support/raw_ostream.h"

#include <map>

namespace highwater::driver {

static constexpr Option summarizeOptions[] = {
    outputOption,
    buildOption,
};

static constexpr Syntax summarizeSyntax = {
    "summarize",
    "Summarise one source, for 'check' and 'estimate' of others",
    "UNIT",
    "[-- FLAGS...]",
    "The result depends on the source, what it includes and the flags alone, and names files relative\n"
    "to the project's root. 'highwater link' joins such files.\n\n"
    "Exit codes: 0 done, 2 wrong usage or unreadable input, 3 the source has errors: nothing is written.",
    summarizeOptions};

static constexpr Option linkOptions[] = {
    outputOption,
};

static constexpr Syntax linkSyntax = {
    "link",
    "Join the summaries of sources into one file",
    "FILE...",
    "",
    "FILE is what 'highwater summarize' or 'highwater link' wrote.\n\n"
    "Exit codes: 0 done, 2 wrong usage or unreadable input.",
    linkOptions};

/// The file appears whole or not at all.
static llvm::Error writeOutput(llvm::StringRef path, llvm::StringRef text) {
  return llvm::writeToOutput(path, [&](llvm::raw_ostream &out) {
    out << text;
    return llvm::Error::success();
  });
}

static llvm::Expected<int> summarize(const Arguments &arguments, const Console &console) {
  std::optional<llvm::StringRef> output = arguments.value("output");
  if (!output || arguments.positional.size() != 1)
    return llvm::createStringError("'highwater summarize' takes one UNIT, and -o FILE");
  DatabaseQuery query = databaseQuery(arguments, arguments.positional);
  query.flags = arguments.rest;
  auto commands = loadCommands(query);
  if (!commands)
    return commands.takeError();
  commands->resize(1);
  ParseOptions options;
  llvm::Expected<std::string> resources = findResourceFolder();
  if (!resources)
    return resources.takeError();
  options.resourceFolder = *resources;
  options.root = summaryRoot(commands->front().file);
  options.finished = [](size_t) {};
  ParsedUnit parsed = std::move(parseAll(*commands, options).front());
  reportDropped(parsed, console);
  if (!parsed.unit) {
    console.error(fmt::format("{}: {}", parsed.file.empty() ? commands->front().file : parsed.file, parsed.failure));
    return Incomplete;
  }
  if (llvm::Error error = writeOutput(*output, parsed.text))
    return error;
  return Clean;
}

static llvm::Expected<int> link(const Arguments &arguments, const Console &console) {
  std::optional<llvm::StringRef> output = arguments.value("output");
  if (!output || arguments.positional.empty())
    return llvm::createStringError("'highwater link' takes FILE..., and -o FILE");
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> texts;
  std::map<std::string, llvm::StringRef> sections; // by source, so that the order of files does not matter
  for (const std::string &file : arguments.positional) {
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer)
      return llvm::createStringError(fmt::format("{}: {}", file, buffer.getError().message()));
    auto units = readStoredUnits((*buffer)->getBuffer(), file, "");
    if (!units)
      return units.takeError();
    for (const StoredUnit &unit : *units)
      if (auto [known, isNew] = sections.try_emplace(unit.mainFile, unit.section);
          !isNew && known->second != unit.section)
        console.warning(fmt::format("{}: another summary of '{}' comes before this one, which is left out", file,
                                    unit.mainFile));
    texts.push_back(std::move(*buffer));
  }
  std::string text;
  for (const auto &[source, section] : sections)
    text += section;
  if (llvm::Error error = writeOutput(*output, text))
    return error;
  return Clean;
}

const Verb summarizeVerb = {summarizeSyntax, summarize};
const Verb linkVerb = {linkSyntax, link};

} // namespace highwater::driver
