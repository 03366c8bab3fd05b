// One of our checks as a check of clang-tidy.

#pragma once

#include "checks/Check.h"

#include "clang-tidy/ClangTidyCheck.h"

#include <optional>
#include <string>

namespace highwater::tidy {

class CheckAdapter : public clang::tidy::ClangTidyCheck {
public:
  CheckAdapter(llvm::StringRef name, clang::tidy::ClangTidyContext *context,
               const checks::Check &check);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &options) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &result) override;
  void onEndOfTranslationUnit() override;

private:
  /// What was said in `.clang-tidy` or on clang-tidy's command line, over `options`.
  checks::Options withExplicitOptions(checks::Options options);
  /// About the configuration.
  void complain(const std::string &message);
  void report(const checks::Finding &finding, clang::SourceManager &sources);

  const checks::Check &ours;
  clang::ASTContext *unit = nullptr;
};

} // namespace highwater::tidy
