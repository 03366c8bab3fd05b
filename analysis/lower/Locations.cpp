// Positions as the IR has them.

#include "analysis/lower/Locations.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

#include <algorithm>

using namespace highwater;
using namespace highwater::lower;

Locations::Locations(clang::ASTContext &ast, std::vector<std::string> &files)
    : ast(ast), sources(ast.getSourceManager()), files(files) {}

std::string Locations::absolutePath(clang::FileID id) const {
  auto entry = sources.getFileEntryRefForID(id);
  if (!entry)
    return "";
  llvm::SmallString<256> path(entry->getName());
  sources.getFileManager().makeAbsolutePath(path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return path.str().str();
}

std::string Locations::mainFile() const { return absolutePath(sources.getMainFileID()); }

unsigned Locations::file(clang::FileID id) {
  auto [entry, isNew] = known.try_emplace(id, 0);
  if (!isNew)
    return entry->second;
  // A header that is included twice has two ids.
  std::string path = absolutePath(id);
  auto same = std::find(files.begin(), files.end(), path);
  entry->second = same - files.begin();
  if (same == files.end())
    files.push_back(std::move(path));
  return entry->second;
}

events::Location Locations::decomposed(clang::FileID id, unsigned offset) {
  events::Location result;
  if (id.isInvalid() || !sources.getFileEntryForID(id))
    return result;
  result.file = file(id);
  result.line = sources.getLineNumber(id, offset);
  result.column = sources.getColumnNumber(id, offset);
  result.offset = offset;
  return result;
}

events::Location Locations::at(clang::SourceLocation location) {
  if (location.isInvalid())
    return {};
  if (location == lastLocation)
    return last;
  auto [id, offset] = sources.getDecomposedExpansionLoc(location);
  lastLocation = location;
  return last = decomposed(id, offset);
}

events::Location Locations::behind(clang::SourceLocation location) {
  if (location.isInvalid())
    return {};
  clang::SourceLocation start = sources.getExpansionRange(location).getEnd();
  unsigned length = clang::Lexer::MeasureTokenLength(start, sources, ast.getLangOpts());
  auto [id, offset] = sources.getDecomposedLoc(start);
  return decomposed(id, offset + length);
}

events::Location Locations::behindStatement(const clang::Stmt *statement) {
  events::Location end = behind(statement->getEndLoc());
  if (!end.valid())
    return end;
  clang::FileID id = sources.getFileID(sources.getExpansionLoc(statement->getEndLoc()));
  llvm::StringRef text = sources.getBufferData(id);
  std::size_t next = text.find_first_not_of(" \t\r\n", end.offset);
  if (next == llvm::StringRef::npos || text[next] != ';')
    return end;
  return decomposed(id, next + 1);
}

std::optional<std::pair<unsigned, unsigned>>
Locations::linesOf(const clang::Stmt *statement, const events::Location &begin,
                   const events::Location &end) const {
  if (!begin.valid() || begin.file != end.file)
    return std::nullopt;
  clang::FileID id = sources.getFileID(sources.getExpansionLoc(statement->getBeginLoc()));
  llvm::StringRef text = sources.getBufferData(id);
  std::size_t first = text.rfind('\n', begin.offset) + 1; // 0 if there is none
  std::size_t next = text.find('\n', end.offset);
  if (next == llvm::StringRef::npos)
    return std::nullopt;
  llvm::StringRef behind = text.slice(end.offset, next).trim();
  bool comment = (behind.starts_with("//") && !behind.ends_with("\\")) ||
                 (behind.starts_with("/*") && behind.find("*/") == behind.size() - 2);
  if (!text.slice(first, begin.offset).trim().empty() || !(behind.empty() || comment))
    return std::nullopt;
  return std::pair<unsigned, unsigned>(first, next + 1);
}

bool Locations::inSystemHeader(clang::SourceLocation location) const {
  return location.isInvalid() || sources.isInSystemHeader(sources.getExpansionLoc(location));
}

bool Locations::inSystemHeader(const clang::Decl *declaration) const {
  return inSystemHeader(declaration->getLocation());
}

bool Locations::inMainFile(clang::SourceLocation location) const {
  return sources.isInMainFile(sources.getExpansionLoc(location));
}
