// The analysis of one unit, shared by all checks that clang-tidy runs on it.

#pragma once

#include "driver/config/Config.h"

#include "analysis/program/Program.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace clang {
class ASTContext;
}

namespace highwater::tidy {

struct UnitAnalysis {
  driver::Config config;
  std::string error; ///< of the configuration or a model; then there is no program
  mutable std::atomic<bool> errorSaid = false; ///< by one of the checks; once is enough
  std::optional<effects::Catalog> catalog; ///< outlives the program, which refers to it
  std::unique_ptr<program::Program> program; ///< the unit comes first, behind it what it calls in others
};

/// Made by the first check that asks. Several units may be analysed at once, on several threads. `summaryDir` is the
/// option of .clang-tidy, if it is set.
std::shared_ptr<const UnitAnalysis> analysisOf(clang::ASTContext &context, std::optional<llvm::StringRef> summaryDir);

/// Called by each check at the end of the unit; the last reference ends the analysis.
void forget(clang::ASTContext &context);

} // namespace highwater::tidy
