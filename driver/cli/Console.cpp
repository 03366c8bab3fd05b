// Messages first clear the progress line, so that the two never mix.

#include "driver/cli/Console.h"

#include "driver/cli/Arguments.h"

#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

namespace highwater::driver {

static bool wantsColour(llvm::StringRef choice) {
  if (choice == "always")
    return true;
  if (choice == "never")
    return false;
  const char *noColour = std::getenv("NO_COLOR");
  if (noColour && *noColour)
    return false;
  return llvm::sys::Process::StandardOutIsDisplayed();
}

Console Console::from(const Arguments &arguments) {
  Console console;
  if (arguments.has("quiet"))
    console.verbosity = -1;
  else if (arguments.has("verbose"))
    console.verbosity = 1;
  console.colour = wantsColour(arguments.value("color").value_or("auto"));
  console.progress = console.verbosity >= 0 && llvm::sys::Process::StandardErrIsDisplayed();
  return console;
}

void Console::error(llvm::StringRef message) const {
  status("");
  llvm::errs() << "highwater: error: " << message << '\n';
}

void Console::warning(llvm::StringRef message) const {
  status("");
  llvm::errs() << "highwater: warning: " << message << '\n';
}

void Console::note(llvm::StringRef message) const {
  if (verbosity < 0)
    return;
  status("");
  llvm::errs() << "highwater: " << message << '\n';
}

void Console::detail(llvm::StringRef message) const {
  if (verbosity > 0)
    note(message);
}

void Console::status(llvm::StringRef message) const {
  if (!progress)
    return;
  llvm::errs() << "\r\033[K" << message;
}

} // namespace highwater::driver
