// Functions that a header of the library has as macros, too: what `isspace(c)` expands to is the call that it stands for.

#include "analysis/lower/Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace highwater;
using namespace highwater::lower;
using clang::FileID;
using clang::SourceLocation;
using clang::SourceManager;

/// Where a macro's body has a location: that of the parameter, for one in an argument.
static SourceLocation inBody(const SourceManager &sources, SourceLocation at) {
  while (at.isMacroID() && sources.isMacroArgExpansion(at))
    at = sources.getImmediateExpansionRange(at).getBegin();
  return at;
}

static bool hasOnly(llvm::StringRef text, llvm::StringRef letters) { return text.find_first_not_of(letters) == llvm::StringRef::npos; }

/// Whether the expansion that two locations lie in has nothing but parentheses around them.
static bool isWholeBody(const SourceManager &sources, const clang::LangOptions &options, SourceLocation begin, SourceLocation end) {
  auto [body, from] = sources.getDecomposedLoc(begin);
  unsigned length = clang::Lexer::MeasureTokenLength(sources.getSpellingLoc(end), sources, options);
  unsigned to = sources.getDecomposedLoc(end).second + length, size = sources.getFileIDSize(body);
  const char *text = sources.getCharacterData(sources.getSpellingLoc(begin)) - from;
  return to <= size && hasOnly({text, from}, "( \t") && hasOnly({text + to, size - to}, ") \t");
}

/// The outermost macro of which an expression is all there is, by where it is expanded: in a function, or in another macro.
static std::optional<std::pair<llvm::StringRef, FileID>> macroOf(const clang::ASTContext &ast, const clang::Expr *expr) {
  const SourceManager &sources = ast.getSourceManager();
  SourceLocation begin = expr->getBeginLoc(), end = expr->getEndLoc();
  if (!begin.isMacroID() || (sources.isMacroArgExpansion(begin) && sources.getFileID(begin) == sources.getFileID(end)))
    return std::nullopt;
  std::optional<std::pair<llvm::StringRef, FileID>> found;
  for (;;) {
    begin = inBody(sources, begin), end = inBody(sources, end);
    if (!begin.isMacroID() || !end.isMacroID() || sources.getFileID(begin) != sources.getFileID(end) ||
        !isWholeBody(sources, ast.getLangOpts(), begin, end) || !sources.isInSystemHeader(sources.getSpellingLoc(begin)))
      return found;
    found = {clang::Lexer::getImmediateMacroName(begin, sources, ast.getLangOpts()), sources.getFileID(begin)};
    clang::CharSourceRange range = sources.getImmediateExpansionRange(begin);
    begin = range.getBegin(), end = range.getEnd();
  }
}

/// Whether what is at a location was given to the macro that expands to `body`.
static bool isGivenTo(const SourceManager &sources, FileID body, SourceLocation at) {
  for (; at.isMacroID(); at = sources.getImmediateMacroCallerLoc(at))
    if (sources.isMacroArgExpansion(at) && sources.getFileID(sources.getImmediateExpansionRange(at).getBegin()) == body)
      return true;
  return false;
}

static const clang::Expr *argumentIn(const SourceManager &sources, FileID body, const clang::Stmt *stmt) {
  if (!stmt)
    return nullptr;
  if (const auto *expr = llvm::dyn_cast<clang::Expr>(stmt);
      expr && isGivenTo(sources, body, expr->getBeginLoc()) && isGivenTo(sources, body, expr->getEndLoc()))
    return expr;
  for (const clang::Stmt *part : stmt->children())
    if (const clang::Expr *found = argumentIn(sources, body, part))
      return found;
  return nullptr;
}

std::optional<events::Operand> Lowering::calledByMacro(const Expr *expr) {
  auto macro = ast.getLangOpts().CPlusPlus ? std::nullopt : macroOf(ast, expr);
  if (!macro)
    return std::nullopt;
  for (const clang::NamedDecl *each : ast.getTranslationUnitDecl()->lookup(&ast.Idents.get(macro->first))) {
    const auto *declared = llvm::dyn_cast<clang::FunctionDecl>(each);
    bool fits = declared && declared->getNumParams() == 1 && !declared->isVariadic() && shared.locations.inSystemHeader(declared) &&
                ast.hasSameUnqualifiedType(declared->getReturnType(), expr->getType());
    const Expr *given = fits ? argumentIn(ast.getSourceManager(), macro->second, expr) : nullptr;
    if (!given)
      continue;
    events::Callee reached = callee(declared);
    std::vector<events::Argument> passed = arguments(given, declared, nullptr);
    Place result = {temporary(expr->getType(), expr->getExprLoc()), {}};
    Event &event = emit(Event::Call, expr->getExprLoc());
    event.callee = std::move(reached);
    event.arguments = std::move(passed);
    event.place = result;
    event.initializes = true;
    return read(std::move(result), expr->getType());
  }
  return std::nullopt;
}
