// highwater models: the library models that are in force, and whether a new one can be read.

#include "driver/resources/Installation.h"
#include "driver/cli/Verb.h"

#include "analysis/effects/Catalog.h"
#include "analysis/effects/Syntax.h"

#include "fmt/format.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

static constexpr Syntax syntax = {
    "models",
    "Show the library models, or check and begin new ones",
    "list | check FILE... | explain SYMBOL | stub SYMBOL",
    "",
    "list            the shipped models with the number of types and functions they describe\n"
    "check FILE      reads model files as a run would; errors name line and column\n"
    "explain SYMBOL  what is known of a type or function, as a model file would say it\n"
    "stub SYMBOL     a model file to fill in",
    {}};

static llvm::Error addFile(effects::Catalog &catalog, const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(fmt::format("{}: {}", path, buffer.getError().message()));
  return catalog.read((*buffer)->getBuffer(), path, effects::Layer::Project);
}

static llvm::Expected<int> list() {
  std::optional<std::string> folder = installedFile("share/highwater/models");
  effects::Catalog catalog = effects::Catalog::shipped();
  for (const effects::Catalog::File &entry : catalog.files()) {
    llvm::SmallString<256> path(folder ? *folder : "models");
    llvm::sys::path::append(path, llvm::sys::path::filename(entry.file->path));
    llvm::outs() << fmt::format("{:<16} {:>4} types {:>4} functions  {}\n", entry.file->library,
                                entry.types, entry.functions, path.str().str());
  }
  return Clean;
}

static llvm::Expected<int> check(llvm::ArrayRef<std::string> files, const Console &console) {
  if (files.empty())
    return llvm::createStringError("'highwater models check' needs a FILE");
  effects::Catalog catalog = effects::Catalog::shipped();
  int code = Clean;
  for (const std::string &file : files) {
    llvm::Error error = addFile(catalog, file);
    if (!error)
      continue;
    console.error(llvm::toString(std::move(error)));
    code = Usage;
  }
  return code;
}

/// The symbol itself, or a method as its type's part.
static llvm::Expected<int> explain(llvm::StringRef symbol) {
  effects::Catalog catalog = effects::Catalog::shipped();
  effects::ModelFile shown;
  auto [scope, member] = symbol.rsplit("::");
  if (auto type = catalog.wholeType(symbol)) {
    shown.types.push_back(std::move(*type));
  } else if (auto owner = catalog.wholeType(scope); owner && owner->methods.count(member.str())) {
    std::erase_if(owner->methods, [&](const auto &entry) { return entry.first != member; });
    shown.types.push_back(std::move(*owner));
    symbol = scope;
  }
  for (const effects::CallModel *call : catalog.functions(symbol))
    shown.functions.emplace(symbol.str(), *call);
  if (shown.types.empty() && shown.functions.empty()) {
    std::vector<llvm::StringRef> names = catalog.names();
    llvm::StringRef near = effects::nearest(symbol, names);
    return llvm::createStringError(
        fmt::format("no model speaks of '{}'", symbol.str()) +
        (near.empty() ? "" : fmt::format("; did you mean '{}'?", near.str())));
  }
  const effects::ModelFile *file = catalog.fileOf(symbol);
  shown.library = file ? file->library : "";
  shown.reference = file ? file->reference : "";
  effects::writeModel(shown, llvm::outs());
  return Clean;
}

static llvm::Expected<int> stub(llvm::StringRef symbol) {
  llvm::outs() << "schema: 1\n"
                  "library: " << symbol.split("::").first << "\n"
                  "verified: declarations\n\n"
                  "functions:\n"
                  "  - name: " << symbol << "\n"
                  "    effect: none # load, load_chunk, stream, map, copy, alloc, free, transfer, retain\n"
                  "    # source: { kind: file, of: arg0 }\n"
                  "    # returns: { heap: \"bytes(arg0)\", owner: caller }\n";
  return Clean;
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &console) {
  llvm::ArrayRef<std::string> words = arguments.positional;
  if (!words.empty() && words.front() == "list" && words.size() == 1)
    return list();
  if (!words.empty() && words.front() == "check")
    return check(words.drop_front(), console);
  if (words.size() == 2 && words.front() == "explain")
    return explain(words[1]);
  if (words.size() == 2 && words.front() == "stub")
    return stub(words[1]);
  return llvm::createStringError(
      "'highwater models' takes list, check FILE, explain SYMBOL or stub SYMBOL");
}

const Verb modelsVerb = {syntax, run};

} // namespace highwater::driver
