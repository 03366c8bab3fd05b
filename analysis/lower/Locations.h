// Positions as the IR has them: in files, macros seen at their expansion.

#pragma once

#include "analysis/events/Event.h"

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"

#include <optional>
#include <utility>

namespace clang {
class ASTContext;
class Decl;
class SourceManager;
class Stmt;
} // namespace clang

namespace highwater::lower {

class Locations {
public:
  /// Adds the files it meets to `files`.
  Locations(clang::ASTContext &ast, std::vector<std::string> &files);

  events::Location at(clang::SourceLocation location);
  /// Just behind the token that starts at `location`.
  events::Location behind(clang::SourceLocation location);
  /// Just behind a statement and its semicolon.
  events::Location behindStatement(const clang::Stmt *statement);
  /// Offsets of the lines that nothing but a statement (and a comment behind it) stands on: where the first begins, and
  /// behind the line break of the last.
  std::optional<std::pair<unsigned, unsigned>> linesOf(const clang::Stmt *statement, const events::Location &begin,
                                                       const events::Location &end) const;
  bool inSystemHeader(clang::SourceLocation location) const;
  bool inSystemHeader(const clang::Decl *declaration) const;
  bool inMainFile(clang::SourceLocation location) const;
  std::string mainFile() const;

private:
  unsigned file(clang::FileID id);
  std::string absolutePath(clang::FileID id) const;
  events::Location decomposed(clang::FileID id, unsigned offset);

  clang::ASTContext &ast;
  const clang::SourceManager &sources;
  std::vector<std::string> &files;
  llvm::DenseMap<clang::FileID, unsigned> known;
  clang::SourceLocation lastLocation; ///< many events in a row have one position
  events::Location last;
};

} // namespace highwater::lower
