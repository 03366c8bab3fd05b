// `.highwater.yaml`: what a project says about itself. Every face reads it through here, so that all of them agree.

#pragma once

#include "checks/Check.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace highwater::driver {

struct Config {
  std::string path;                         ///< of the file; empty when there is none
  std::map<std::string, double> thresholds; ///< by the name of an OptionSpec
  std::optional<checks::Confidence> confidence;
  std::map<std::string, double> budgets;    ///< bytes, by `FUNC` (a qualified name) or `FILE:FUNC`
  std::vector<std::pair<std::string, std::string>> assumptions; ///< as `--assume` takes them
  std::vector<std::string> models;          ///< absolute paths
  std::vector<std::string> exclude;         ///< globs, relative to the file's folder
  std::optional<std::string> summaryDir;    ///< where units are kept, relative to the project's root; empty: nowhere

  std::string folder() const;
  bool excludes(llvm::StringRef file) const;
  /// Whether a key of `budgets` speaks of this function; its file may be cut short from the left.
  static bool speaksOf(llvm::StringRef key, llvm::StringRef function, llvm::StringRef file);
  /// In bytes; nothing when no budget was set for the function.
  std::optional<double> budgetOf(llvm::StringRef function, llvm::StringRef file) const;
  /// The thresholds that were set, over `options`.
  checks::Options apply(checks::Options options) const;
};

/// Errors name `path:line` and, for an unknown key, the nearest known one.
llvm::Expected<Config> readConfig(llvm::StringRef text, llvm::StringRef path);

/// The nearest `.highwater.yaml` of `file` or a folder above it; an empty config when there is none.
llvm::Expected<Config> configFor(llvm::StringRef file);

std::optional<checks::Confidence> parseConfidence(llvm::StringRef word);
llvm::StringRef confidenceName(checks::Confidence confidence);

/// The path of `name` in `from` or the nearest folder above it.
std::optional<std::string> findUpwards(llvm::StringRef from, llvm::StringRef name);

/// The folder of the nearest `.highwater.yaml`, else of `.git`, at `from` or above; nothing without either.
std::optional<std::string> projectRoot(llvm::StringRef from);

} // namespace highwater::driver
