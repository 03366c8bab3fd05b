// The options of a check at a file: `.clang-tidy` over `.highwater.yaml` over the defaults.

#pragma once

#include "driver/config/Config.h"

#include "checks/Check.h"

#include <map>
#include <memory>
#include <string>

namespace clang::tidy {
class FileOptionsProvider;
}

namespace highwater::driver {

/// Reads each `.clang-tidy` once, as clang-tidy itself does.
class Thresholds {
public:
  Thresholds(const Config &config, std::optional<checks::Confidence> confidence);
  ~Thresholds();

  /// An option with a value that is no number is an error.
  llvm::Expected<checks::Options> of(const checks::Check &check, llvm::StringRef file);

  /// `SummaryDir`, if `.clang-tidy` sets it for `file`.
  std::optional<std::string> summaryDir(llvm::StringRef file);

private:
  const Config &config;
  std::optional<checks::Confidence> confidence; ///< given on the command line, which wins over all files
  std::unique_ptr<clang::tidy::FileOptionsProvider> tidy;
  std::map<std::pair<std::string, std::string>, checks::Options> known; ///< by check and folder
};

} // namespace highwater::driver
