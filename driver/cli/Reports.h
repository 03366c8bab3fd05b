// What a check run found, in the formats that other programs read.

#pragma once

#include "driver/cli/Overlay.h"
#include "driver/cli/Sources.h"

#include "checks/Finding.h"

#include "llvm/Support/raw_ostream.h"

namespace highwater::driver {

struct Report {
  llvm::ArrayRef<checks::Finding> findings;
  const Coverage &coverage;
  std::string root;       ///< paths are relative to it where they lie in it
  const Overlay *overlay; ///< may be null; the sources are read through it
};

/// docs/json.md.
void printFindingsJson(const Report &report, llvm::raw_ostream &out);
/// SARIF 2.1.0, for code scanning.
void printFindingsSarif(const Report &report, llvm::raw_ostream &out);
/// GitHub's workflow commands: annotations of a run.
void printFindingsGithub(const Report &report, llvm::raw_ostream &out);
/// GitLab's Code Quality report.
void printFindingsGitlab(const Report &report, llvm::raw_ostream &out);

} // namespace highwater::driver
