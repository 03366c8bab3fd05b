// highwater explain: the page of a check, in the terminal.

#include "driver/cli/Pages.h"
#include "driver/cli/Verb.h"
#include "driver/config/Nearest.h"

#include "checks/Checks.h"

#include "fmt/format.h"

#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

static constexpr Syntax syntax = {"explain", "Print the page of a check", "CHECK", "", "", {}};

static llvm::Expected<int> run(const Arguments &arguments, const Console &) {
  if (arguments.positional.size() != 1)
    return llvm::createStringError("'highwater explain' takes one CHECK; see 'highwater check --list-checks'");
  llvm::StringRef name = arguments.positional.front();
  name.consume_front("highwater-");
  std::vector<llvm::StringRef> names;
  for (const checks::Check *check : checks::allChecks())
    names.push_back(check->name);
  for (const Page &page : pages())
    if (page.name == name) {
      llvm::outs() << page.text;
      return Clean;
    }
  return llvm::createStringError(
      fmt::format("no page about '{}'{}", name.str(), nearestHint(name, names)));
}

const Verb explainVerb = {syntax, run};

} // namespace highwater::driver
