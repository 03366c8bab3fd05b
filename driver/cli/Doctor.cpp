// highwater doctor: what a run needs, and what is missing, in one line each.

#include "driver/cli/Database.h"
#include "driver/cli/Installation.h"
#include "driver/cli/Parse.h"
#include "driver/cli/Verb.h"
#include "driver/config/Config.h"

#include "checks/Checks.h"

#include "fmt/format.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

static constexpr Option options[] = {
    {"build", 'p', "DIR", "Folder of compile_commands.json, or the file"},
};

static constexpr Syntax syntax = {"doctor", "Say what works here and what is missing", "", "",
                                  "Exit codes: 0 all is well, 1 something is missing.", options};

namespace {

struct Examination {
  bool healthy = true;

  void good(const std::string &what) { llvm::outs() << "ok       " << what << '\n'; }
  void bad(const std::string &what) {
    llvm::outs() << "missing  " << what << '\n';
    healthy = false;
  }
};

} // namespace

static void examineModule(Examination &examination) {
  std::optional<std::string> module = installedFile("lib/highwater-tidy.so");
  if (!module)
    return examination.bad("the clang-tidy module: no lib/highwater-tidy.so beside the executable");
  llvm::ErrorOr<std::string> tidy = llvm::sys::findProgramByName("clang-tidy-22");
  if (!tidy)
    return examination.bad("clang-tidy-22 is not in PATH; install the package clang-tidy-22");
  // clang-tidy says nothing when it cannot load a module, except that its checks are not there.
  llvm::SmallString<128> listing;
  if (llvm::sys::fs::createTemporaryFile("highwater-doctor", "txt", listing))
    return examination.bad("no temporary file can be made");
  std::string load = "--load=" + *module;
  llvm::StringRef words[] = {*tidy, load, "--checks=-*,highwater-*", "--list-checks"};
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(), llvm::StringRef(listing), llvm::StringRef()};
  llvm::sys::ExecuteAndWait(*tidy, words, std::nullopt, redirects);
  auto buffer = llvm::MemoryBuffer::getFile(listing);
  size_t count = buffer ? (*buffer)->getBuffer().count("highwater-") : 0;
  llvm::sys::fs::remove(listing);
  if (count < checks::allChecks().size())
    return examination.bad(fmt::format("{} does not load {}", *tidy, *module));
  examination.good(fmt::format("{} loads {}: {} checks", *tidy, *module, count));
}

static llvm::Expected<int> run(const Arguments &arguments, const Console &) {
  Examination examination;
  if (llvm::Expected<std::string> folder = findResourceFolder())
    examination.good("clang's headers are in " + *folder);
  else
    examination.bad(llvm::toString(folder.takeError()));

  examineModule(examination);
  if (std::optional<std::string> preload = installedFile("lib/highwater-preload.so"))
    examination.good("verify can measure with " + *preload);
  else
    examination.bad("verify cannot measure: no lib/highwater-preload.so beside the executable");

  DatabaseQuery query;
  if (std::optional<llvm::StringRef> build = arguments.value("build"))
    query.build = build->str();
  if (llvm::Expected<Database> database = loadDatabase(query))
    examination.good(fmt::format("{} names {} commands", database->path, database->commands.size()));
  else
    examination.bad(llvm::toString(database.takeError()));

  if (llvm::Expected<Config> config = configFor("."))
    examination.good(config->path.empty() ? "no .highwater.yaml: defaults are in force"
                                          : "configured by " + config->path);
  else
    examination.bad(llvm::toString(config.takeError()));
  return examination.healthy ? Clean : Findings;
}

const Verb doctorVerb = {syntax, run};

} // namespace highwater::driver
