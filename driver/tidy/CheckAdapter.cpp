// Findings carry file names and offsets; here they become source locations again.

#include "driver/tidy/CheckAdapter.h"

#include "driver/config/Bytes.h"
#include "driver/config/Config.h"
#include "driver/findings/Unique.h"
#include "driver/tidy/FixTitle.h"
#include "driver/tidy/Host.h"
#include "driver/tidy/UnitAnalysis.h"

#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

#include "fmt/format.h"

namespace highwater::tidy {

using namespace clang::ast_matchers;

CheckAdapter::CheckAdapter(llvm::StringRef name, clang::tidy::ClangTidyContext *context,
                           const checks::Check &check)
    : ClangTidyCheck(name, context), ours(check) {}

checks::Options CheckAdapter::withExplicitOptions(checks::Options options) {
  for (const checks::OptionSpec &spec : checks::optionSpecs()) {
    std::optional<llvm::StringRef> text = Options.get(spec.name);
    if (!text)
      continue;
    if (std::optional<double> number = driver::parseQuantity(*text))
      options.*spec.value = *number;
    else
      complain(fmt::format("invalid value '{}' of option '{}'; expected a size or number",
                           text->str(), spec.name.str()));
  }
  if (std::optional<llvm::StringRef> word = Options.get("Confidence")) {
    if (std::optional<checks::Confidence> level = driver::parseConfidence(word->lower()))
      options.confidence = *level;
    else
      complain(fmt::format(
          "invalid value '{}' of option 'Confidence'; expected high, medium or low", word->str()));
  }
  return options;
}

void CheckAdapter::complain(const std::string &message) {
  if (!inEditor || !unit) {
    configurationDiag("%0") << message;
    return;
  }
  // clangd drops what has no place.
  const clang::SourceManager &sources = unit->getSourceManager();
  diag(sources.getLocForStartOfFile(sources.getMainFileID()), "%0") << message;
}

void CheckAdapter::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &map) {
  checks::Options options = withExplicitOptions({});
  for (const checks::OptionSpec &spec : checks::optionSpecs())
    Options.store(map, spec.name, driver::formatNumber(options.*spec.value));
  Options.store(map, "Confidence", driver::confidenceName(options.confidence));
  if (std::optional<llvm::StringRef> folder = Options.get("SummaryDir"))
    Options.store(map, "SummaryDir", *folder);
}

void CheckAdapter::registerMatchers(MatchFinder *finder) {
  finder->addMatcher(translationUnitDecl(), this);
}

void CheckAdapter::check(const MatchFinder::MatchResult &result) {
  unit = result.Context;
  // What clang could not understand is not analysed: the errors themselves are shown.
  if (unit->getDiagnostics().hasUncompilableErrorOccurred())
    return;
  std::shared_ptr<const UnitAnalysis> analysis = analysisOf(*unit, Options.get("SummaryDir"));
  if (!analysis->program) {
    if (!analysis->errorSaid.exchange(true))
      complain(analysis->error);
    return;
  }
  checks::Options options = withExplicitOptions(analysis->config.apply({}));
  std::vector<checks::Finding> findings;
  for (const events::Function &function : analysis->program->units().front().functions)
    if (!analysis->config.excludes(function.file))
      ours.run(*analysis->program, function, options, [&](checks::Finding finding) {
        if (finding.confidence >= options.confidence)
          findings.push_back(std::move(finding));
      });
  driver::sortAndUnite(findings);
  for (const checks::Finding &finding : findings)
    report(finding, *result.SourceManager);
}

static clang::SourceLocation locate(clang::SourceManager &sources, llvm::StringRef file,
                                    unsigned offset) {
  auto entry = sources.getFileManager().getOptionalFileRef(file);
  if (!entry)
    return {};
  clang::FileID id = sources.translateFile(*entry);
  if (id.isInvalid())
    return {};
  return sources.getComposedLoc(id, offset);
}

/// Evidence may lie in a source that this unit knows from disk alone.
static clang::SourceLocation locateAnywhere(clang::SourceManager &sources, llvm::StringRef file,
                                            unsigned offset) {
  if (clang::SourceLocation here = locate(sources, file, offset); here.isValid())
    return here;
  auto entry = sources.getFileManager().getOptionalFileRef(file);
  if (!entry || offset > static_cast<std::uint64_t>(entry->getSize()))
    return {};
  return sources.getComposedLoc(sources.getOrCreateFileID(*entry, clang::SrcMgr::C_User), offset);
}

static void addEdits(const clang::DiagnosticBuilder &diagnostic,
                     llvm::ArrayRef<checks::Edit> edits, clang::SourceManager &sources) {
  for (const checks::Edit &edit : edits) {
    clang::SourceLocation begin = locate(sources, edit.file, edit.offset);
    if (begin.isValid())
      diagnostic << clang::FixItHint::CreateReplacement(
          clang::CharSourceRange::getCharRange(begin, begin.getLocWithOffset(edit.length)),
          edit.text);
  }
}

/// clangd takes the end of a line, such as the place behind a closing brace, for the line below.
static clang::SourceLocation onText(clang::SourceLocation at, clang::SourceManager &sources) {
  auto [file, offset] = sources.getDecomposedLoc(at);
  llvm::StringRef text = sources.getBufferData(file);
  bool behind = offset == text.size() || text[offset] == '\n' || text[offset] == '\r';
  return behind && offset && text[offset - 1] != '\n' ? at.getLocWithOffset(-1) : at;
}

void CheckAdapter::report(const checks::Finding &finding, clang::SourceManager &sources) {
  clang::SourceLocation where = locate(sources, finding.site.file, finding.site.offset);
  if (where.isInvalid())
    return;
  {
    auto diagnostic = diag(where, "%0") << finding.message;
    if (!inEditor)
      addEdits(diagnostic, finding.fix, sources);
  }
  // clangd takes a note with edits for a fix, and the note's text for its title. A title that it makes up itself is
  // the first line of the edit or the whole message.
  if (inEditor && !finding.fix.empty())
    addEdits(diag(where, "%0", clang::DiagnosticIDs::Note) << fixTitle(finding.fix, sources),
             finding.fix, sources);
  for (const checks::Note &note : finding.notes)
    if (clang::SourceLocation at = locateAnywhere(sources, note.site.file, note.site.offset); at.isValid())
      diag(inEditor ? onText(at, sources) : at, "%0", clang::DiagnosticIDs::Note) << note.message;
}

void CheckAdapter::onEndOfTranslationUnit() {
  if (unit)
    forget(*unit);
  unit = nullptr;
}

} // namespace highwater::tidy
