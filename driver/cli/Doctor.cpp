// highwater doctor: what a run needs, and what is missing, in one line each.

#include "driver/cli/EditorSettings.h"
#include "driver/cli/SourceOptions.h"
#include "driver/cli/Verb.h"
#include "driver/config/Config.h"
#include "driver/resources/Installation.h"
#include "driver/resources/ResourceFolder.h"

#include "checks/Checks.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

static constexpr Option options[] = {
    buildOption,
};

static constexpr Syntax syntax = {"doctor", "Say what works here and what is missing", "", "",
                                  "Exit codes: 0 all is well, 1 something is missing.", options};

namespace {

struct Examination {
  bool healthy = true;

  void good(const std::string &what) { llvm::outs() << "ok       " << what << '\n'; }
  void bad(const std::string &what) {
    llvm::outs() << "wrong    " << what << '\n';
    healthy = false;
  }
};

} // namespace

/// What a program prints on stdout; nothing when it fails.
static std::optional<std::string> outputOf(const std::string &program, llvm::ArrayRef<llvm::StringRef> arguments) {
  llvm::SmallString<128> file;
  if (llvm::sys::fs::createTemporaryFile("highwater-doctor", "txt", file))
    return std::nullopt;
  llvm::FileRemover remover(file);
  std::vector<llvm::StringRef> words = {program};
  llvm::append_range(words, arguments);
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(), llvm::StringRef(file), llvm::StringRef()};
  if (llvm::sys::ExecuteAndWait(program, words, std::nullopt, redirects))
    return std::nullopt;
  auto buffer = llvm::MemoryBuffer::getFile(file);
  return buffer ? std::optional((*buffer)->getBuffer().str()) : std::nullopt;
}

static void examineModule(Examination &examination) {
  std::optional<std::string> module = installedFile("lib/highwater-tidy.so");
  if (!module)
    return examination.bad("the clang-tidy module: no lib/highwater-tidy.so beside the executable");
  llvm::ErrorOr<std::string> tidy = llvm::sys::findProgramByName("clang-tidy-22");
  if (!tidy)
    return examination.bad("clang-tidy-22 is not in PATH; install the package clang-tidy-22");
  // clang-tidy says nothing when it cannot load a module, except that its checks are not there.
  std::string load = "--load=" + *module;
  std::optional<std::string> listing = outputOf(*tidy, {load, "--checks=-*,highwater-*", "--list-checks"});
  size_t count = listing ? llvm::StringRef(*listing).count("highwater-") : 0;
  if (count < checks::allChecks().size())
    return examination.bad(fmt::format("{} does not load {}", *tidy, *module));
  examination.good(fmt::format("{} loads {}: {} checks", *tidy, *module, count));
}

static void examineEditor(Examination &examination) {
  std::optional<std::string> server = installedFile("bin/highwater-clangd");
  if (!server)
    return examination.bad("editors cannot be served: no highwater-clangd beside the executable");
  std::optional<std::string> version = outputOf(*server, {"--version"});
  if (!version || !llvm::StringRef(*version).contains("clangd version " LLVM_VERSION_STRING))
    return examination.bad(*server + " does not run");
  examination.good(fmt::format("{} is clangd {} for editors", *server, LLVM_VERSION_STRING));

  EditorSettings settings = editorSettings(absolutePath("."));
  for (const std::string &problem : settings.problems)
    examination.bad(problem);
  std::string place = settings.clangd.empty() ? "no .clangd" : settings.clangd;
  if (settings.silenced.empty())
    examination.good(place + ": all checks show in editors");
  for (const std::string &check : settings.silenced)
    examination.bad(fmt::format("{} is turned off for editors, in .clang-tidy or .clangd", check));
}

static void examineDatabase(Examination &examination, const Arguments &arguments) {
  llvm::Expected<Database> database = loadDatabase(databaseQuery(arguments, {}));
  if (!database)
    return examination.bad(llvm::toString(database.takeError()));
  size_t gone = llvm::count_if(database->commands,
                               [](const Command &each) { return !llvm::sys::fs::exists(each.file); });
  if (gone)
    return examination.bad(fmt::format("{}: {} of {} sources are not there; configure the build again",
                                       database->path, gone, database->commands.size()));
  examination.good(fmt::format("{} names {} {}", database->path, database->commands.size(),
                                database->commands.size() == 1 ? "command" : "commands"));
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &) {
  Examination examination;
  if (llvm::Expected<std::string> folder = findResourceFolder())
    examination.good("LLVM " LLVM_VERSION_STRING ", clang's headers are in " + *folder);
  else
    examination.bad(llvm::toString(folder.takeError()));

  examineModule(examination);
  if (std::optional<std::string> preload = installedFile("lib/highwater-preload.so"))
    examination.good("verify can measure with " + *preload);
  else
    examination.bad("verify cannot measure: no lib/highwater-preload.so beside the executable");

  examineEditor(examination);
  examineDatabase(examination, arguments);
  if (llvm::Expected<Config> config = configFor("."))
    examination.good(config->path.empty() ? "no .highwater.yaml: defaults are in force"
                                          : "configured by " + config->path);
  else
    examination.bad(llvm::toString(config.takeError()));
  return examination.healthy ? Clean : Findings;
}

const Verb doctorVerb = {syntax, run};

} // namespace highwater::driver
