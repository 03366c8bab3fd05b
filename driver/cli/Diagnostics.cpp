// The sources are opened anew: the processes that parsed them are gone.

#include "driver/cli/Diagnostics.h"

#include "fmt/format.h"

#include "clang-tidy/NoLintDirectiveHandler.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Tooling/Core/Diagnostic.h"

#include <set>

namespace highwater::driver {

namespace tidy = clang::tidy;

namespace {

/// Asks clang-tidy's handler about the one diagnostic it is sent.
class NoLintQuestion : public clang::DiagnosticConsumer {
public:
  NoLintQuestion(tidy::NoLintDirectiveHandler &handler, llvm::StringRef name)
      : handler(handler), name(name) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic &info) override {
    suppressed = handler.shouldSuppress(level, info, name, errors, /*AllowIO=*/true,
                                        /*EnableNoLintBlocks=*/true);
  }

  bool suppressed = false;
  llvm::SmallVector<clang::tooling::Diagnostic, 1> errors;

private:
  tidy::NoLintDirectiveHandler &handler;
  llvm::StringRef name;
};

} // namespace

struct Diagnostics::State {
  clang::DiagnosticOptions options;
  clang::DiagnosticsEngine engine{llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(), options,
                                  new clang::IgnoringDiagConsumer()};
  llvm::IntrusiveRefCntPtr<clang::FileManager> files;
  clang::SourceManager sources{engine, *files};
  tidy::NoLintDirectiveHandler noLint;
  std::set<std::string> errors;

  explicit State(const Overlay *overlay)
      : files(llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions(), fileSystem(overlay))) {
    engine.setSourceManager(&sources);
  }

  clang::SourceLocation locate(const std::string &file, unsigned offset) {
    auto entry = files->getOptionalFileRef(file);
    if (!entry)
      return {};
    clang::FileID id = sources.getOrCreateFileID(*entry, clang::SrcMgr::C_User);
    // The file may have changed since it was parsed.
    if (offset > sources.getFileIDSize(id))
      return {};
    return sources.getLocForStartOfFile(id).getLocWithOffset(offset);
  }

  clang::DiagnosticBuilder report(clang::SourceLocation where, clang::DiagnosticsEngine::Level level,
                                  const std::string &message, const std::string &name) {
    if (name.empty())
      return engine.Report(where, engine.getDiagnosticIDs()->getCustomDiagID(
                                      static_cast<clang::DiagnosticIDs::Level>(level), "%0"))
             << message;
    return engine.Report(where, engine.getDiagnosticIDs()->getCustomDiagID(
                                    static_cast<clang::DiagnosticIDs::Level>(level), "%0 [%1]"))
           << message << name;
  }
};

Diagnostics::Diagnostics(const Overlay *overlay) : state(std::make_unique<State>(overlay)) {}
Diagnostics::~Diagnostics() = default;

bool Diagnostics::suppressed(const checks::Finding &finding) {
  clang::SourceLocation where = state->locate(finding.site.file, finding.site.offset);
  if (where.isInvalid())
    return false;
  std::string name = "highwater-" + finding.check;
  NoLintQuestion question(state->noLint, name);
  state->engine.setClient(&question, /*ShouldOwnClient=*/false);
  state->report(where, clang::DiagnosticsEngine::Warning, finding.message, name);
  state->engine.setClient(new clang::IgnoringDiagConsumer(), /*ShouldOwnClient=*/true);
  for (const clang::tooling::Diagnostic &error : question.errors) {
    const clang::tooling::DiagnosticMessage &message = error.Message;
    clang::SourceLocation at = state->locate(message.FilePath, message.FileOffset);
    unsigned line = at.isValid() ? state->sources.getSpellingLineNumber(at) : 1;
    state->errors.insert(fmt::format("{}:{}: {}", message.FilePath, line, message.Message));
  }
  return question.suppressed;
}

std::vector<std::string> Diagnostics::directiveErrors() const {
  return {state->errors.begin(), state->errors.end()};
}

void Diagnostics::print(llvm::ArrayRef<checks::Finding> findings, bool colour,
                        llvm::raw_ostream &out) {
  clang::DiagnosticOptions options;
  options.ShowColors = colour;
  clang::TextDiagnosticPrinter printer(out, options);
  clang::LangOptions language;
  printer.BeginSourceFile(language, nullptr);
  state->engine.setClient(&printer, /*ShouldOwnClient=*/false);
  for (const checks::Finding &finding : findings) {
    {
      clang::DiagnosticBuilder diagnostic = state->report(
          state->locate(finding.site.file, finding.site.offset), clang::DiagnosticsEngine::Warning,
          finding.message, "highwater-" + finding.check);
      for (const checks::Edit &edit : finding.fix) {
        clang::SourceLocation begin = state->locate(edit.file, edit.offset);
        if (begin.isValid())
          diagnostic << clang::FixItHint::CreateReplacement(
              clang::CharSourceRange::getCharRange(begin, begin.getLocWithOffset(edit.length)),
              edit.text);
      }
    }
    for (const checks::Note &note : finding.notes)
      state->report(state->locate(note.site.file, note.site.offset), clang::DiagnosticsEngine::Note,
                    note.message, "");
  }
  printer.EndSourceFile();
  state->engine.setClient(new clang::IgnoringDiagConsumer(), /*ShouldOwnClient=*/true);
}

} // namespace highwater::driver
