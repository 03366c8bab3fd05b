// `.clang-tidy` is read with clang-tidy's own code, inheritance included.

#include "driver/cli/Thresholds.h"

#include "driver/config/Bytes.h"

#include "checks/Checks.h"

#include "fmt/format.h"

#include "clang-tidy/ClangTidyOptions.h"

#include "llvm/Support/Path.h"

namespace highwater::driver {

namespace tidy = clang::tidy;

Thresholds::Thresholds(const Config &config, std::optional<checks::Confidence> confidence)
    : config(config), confidence(confidence),
      tidy(std::make_unique<tidy::FileOptionsProvider>(
          tidy::ClangTidyGlobalOptions(), tidy::ClangTidyOptions(), tidy::ClangTidyOptions())) {}

Thresholds::~Thresholds() = default;

llvm::Expected<checks::Options> Thresholds::of(const checks::Check &check, llvm::StringRef file) {
  std::pair<std::string, std::string> key = {check.name.str(),
                                             llvm::sys::path::parent_path(file).str()};
  if (auto found = known.find(key); found != known.end())
    return found->second;

  checks::Options options = config.apply({});
  tidy::ClangTidyOptions explicitOptions = tidy->getOptions(file);
  auto given = [&](llvm::StringRef name) -> std::optional<llvm::StringRef> {
    auto found = explicitOptions.CheckOptions.find("highwater-" + key.first + "." + name.str());
    if (found == explicitOptions.CheckOptions.end())
      return std::nullopt;
    return llvm::StringRef(found->second.Value);
  };
  for (const checks::OptionSpec &spec : checks::optionSpecs()) {
    std::optional<llvm::StringRef> text = given(spec.name);
    if (!text)
      continue;
    std::optional<double> number = parseQuantity(*text);
    if (!number)
      return llvm::createStringError(
          fmt::format(".clang-tidy for '{}': highwater-{}.{} is '{}', which is not a number",
                      file.str(), key.first, spec.name.str(), text->str()));
    options.*spec.value = *number;
  }
  if (std::optional<llvm::StringRef> word = given("Confidence"))
    if (std::optional<checks::Confidence> level = parseConfidence(word->lower()))
      options.confidence = *level;
  if (confidence)
    options.confidence = *confidence;
  known[key] = options;
  return options;
}

std::optional<std::string> Thresholds::summaryDir(llvm::StringRef file) {
  tidy::ClangTidyOptions explicitOptions = tidy->getOptions(file);
  for (const checks::Check *check : checks::allChecks())
    if (auto found = explicitOptions.CheckOptions.find("highwater-" + check->name.str() + ".SummaryDir");
        found != explicitOptions.CheckOptions.end())
      return found->second.Value;
  return std::nullopt;
}

} // namespace highwater::driver
