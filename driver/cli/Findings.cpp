// Which checks run, on which functions, and what of it is worth printing.

#include "driver/cli/Findings.h"

#include "driver/config/Nearest.h"
#include "driver/findings/Unique.h"

#include "checks/Checks.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/GlobPattern.h"

#include <set>

namespace highwater::driver {

using llvm::StringRef;

llvm::Expected<std::vector<const checks::Check *>> selectChecks(StringRef globs) {
  std::vector<bool> enabled(checks::allChecks().size());
  llvm::SmallVector<StringRef, 4> parts;
  globs.split(parts, ',', -1, /*KeepEmpty=*/false);
  for (StringRef part : parts) {
    part = part.trim();
    StringRef text = part;
    bool on = !text.consume_front("-");
    llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(text);
    if (!glob)
      return llvm::createStringError(fmt::format("--checks: '{}' is not a glob: {}", part.str(),
                                                 llvm::toString(glob.takeError())));
    bool matched = false;
    for (auto [i, check] : llvm::enumerate(checks::allChecks()))
      if (glob->match(check->name) || glob->match("highwater-" + check->name.str())) {
        enabled[i] = on;
        matched = true;
      }
    if (matched)
      continue;
    std::vector<StringRef> names;
    for (const checks::Check *check : checks::allChecks())
      names.push_back(check->name);
    StringRef bare = text;
    bare.consume_front("highwater-");
    return llvm::createStringError(
        fmt::format("no check is called '{}'{}", text.str(), nearestHint(bare, names)));
  }
  std::vector<const checks::Check *> result;
  for (auto [i, check] : llvm::enumerate(checks::allChecks()))
    if (enabled[i])
      result.push_back(check);
  return result;
}

static bool inScope(const std::string &file, const ReportScope &scope,
                    const llvm::StringSet<> &mainFiles) {
  if (scope.config.excludes(file))
    return false;
  return scope.root.empty() || mainFiles.contains(file) ||
         relativePath(file, scope.root) != file;
}

llvm::Expected<std::vector<checks::Finding>>
runChecks(const program::Program &program, llvm::ArrayRef<const checks::Check *> enabled,
          Thresholds &thresholds, const ReportScope &scope) {
  llvm::ArrayRef<events::Unit> units = llvm::ArrayRef(program.units()).take_front(scope.units);
  llvm::StringSet<> mainFiles;
  for (const events::Unit &unit : units)
    mainFiles.insert(unit.mainFile);

  std::vector<checks::Finding> findings;
  std::set<std::pair<std::string, std::string>> seen;
  for (const events::Unit &unit : units) {
    for (const events::Function &function : unit.functions) {
      if (!inScope(function.file, scope, mainFiles))
        continue;
      // Every unit has its own main; any other function with one USR is the same in all units.
      std::string owner = function.isMain ? unit.mainFile : function.file;
      if (!seen.emplace(function.usr, owner).second)
        continue;
      for (const checks::Check *check : enabled) {
        llvm::Expected<checks::Options> options = thresholds.of(*check, function.file);
        if (!options)
          return options.takeError();
        check->run(program, function, *options, [&](checks::Finding finding) {
          if (finding.confidence >= options->confidence)
            findings.push_back(std::move(finding));
        });
      }
    }
  }
  sortAndUnite(findings);
  return findings;
}

} // namespace highwater::driver
