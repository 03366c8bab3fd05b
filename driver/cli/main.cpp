// highwater: finds the verb, prints help, turns errors into exit codes.

#include "driver/cli/Verb.h"
#include "driver/config/Nearest.h"

#include "fmt/format.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"

#include <csignal>
#include <unistd.h>

using namespace highwater::driver;

static constexpr const Verb *verbs[] = {&checkVerb,     &estimateVerb, &verifyVerb, &modelsVerb, &explainVerb, &initVerb,
                                        &summarizeVerb, &linkVerb,     &cacheVerb,  &doctorVerb, &dumpVerb};

static void printOverview(llvm::raw_ostream &out) {
  out << "highwater tells how much memory a C or C++ program needs at its peak, and what to change\n\n"
         "Usage: highwater <VERB> [OPTIONS]\n\nVerbs:\n";
  for (const Verb *verb : verbs)
    out << fmt::format("  {:<10} {}\n", verb->syntax.verb.str(), verb->syntax.summary.str());
  out << "\nOptions:\n"
         "  -h, --help     Print this help; 'highwater VERB --help' prints the help of a verb\n"
         "      --version  Print the version\n";
}

/// A crash of ours is told apart from every other outcome.
static void reportCrash(int) {
  static constexpr char message[] = "highwater: error: internal error, please report it\n";
  [[maybe_unused]] ssize_t written = ::write(2, message, sizeof message - 1);
  ::_exit(Internal);
}

int main(int argc, char **argv) {
  for (int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL})
    std::signal(signal, reportCrash);
  Console console;
  if (argc < 2) {
    printOverview(llvm::errs());
    return Usage;
  }
  llvm::StringRef name = argv[1];
  if (name == "--help" || name == "-h" || name == "help") {
    printOverview(llvm::outs());
    return Clean;
  }
  if (name == "--version" || name == "-V") {
    llvm::outs() << "highwater " HIGHWATER_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
    return Clean;
  }

  std::vector<llvm::StringRef> names;
  const Verb *verb = nullptr;
  for (const Verb *each : verbs) {
    names.push_back(each->syntax.verb);
    if (name == each->syntax.verb)
      verb = each;
  }
  if (!verb) {
    console.error(fmt::format("there is no verb '{}'{}", name.str(), nearestHint(name, names)));
    return Usage;
  }

  std::vector<llvm::StringRef> words(argv + 2, argv + argc);
  llvm::Expected<Arguments> arguments = Arguments::parse(verb->syntax, words);
  if (!arguments) {
    console.error(llvm::toString(arguments.takeError()));
    return Usage;
  }
  if (arguments->has("help")) {
    llvm::outs() << helpText(verb->syntax);
    return Clean;
  }
  std::optional<llvm::StringRef> colour = arguments->value("color");
  if (colour && *colour != "auto" && *colour != "always" && *colour != "never") {
    console.error(fmt::format("--color takes auto, always or never, not '{}'", colour->str()));
    return Usage;
  }
  console = Console::from(*arguments);
  llvm::Expected<int> code = verb->run(*arguments, console);
  if (!code) {
    console.error(llvm::toString(code.takeError()));
    return Usage;
  }
  return *code;
}
