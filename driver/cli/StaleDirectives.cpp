// Only directives that spell out a check are judged: a bare NOLINT may be there for another tool.

#include "driver/cli/StaleDirectives.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"

#include <optional>

namespace highwater::driver {

using llvm::StringRef;

namespace {

struct Directive {
  unsigned firstLine = 0, lastLine = 0; ///< what it covers
  StringRef list;                       ///< as written, in parentheses
  enum Kind { Lines, Begin, End } kind = Lines;
};

} // namespace

/// The names of our checks, and globs of them, in `(bugprone-x, highwater-y)`.
static std::vector<StringRef> namedChecks(StringRef list) {
  std::vector<StringRef> names;
  for (StringRef name : llvm::split(list, ','))
    if (name.trim().starts_with("highwater-"))
      names.push_back(name.trim());
  return names;
}

static std::optional<Directive> directiveIn(StringRef line, unsigned number) {
  size_t comment = line.find("//");
  if (comment == StringRef::npos)
    comment = line.find("/*");
  size_t at = comment == StringRef::npos ? comment : line.find("NOLINT", comment);
  if (at == StringRef::npos)
    return std::nullopt;
  StringRef rest = line.substr(at + 6);
  Directive directive{number, number, "", Directive::Lines};
  if (rest.consume_front("NEXTLINE"))
    directive.firstLine = directive.lastLine = number + 1;
  else if (rest.consume_front("BEGIN"))
    directive.kind = Directive::Begin;
  else if (rest.consume_front("END"))
    directive.kind = Directive::End;
  if (rest.consume_front("("))
    directive.list = rest.take_until([](char c) { return c == ')'; });
  return directive;
}

/// Those of a file, each block reaching to the end that has its list.
static std::vector<std::pair<unsigned, Directive>> directivesOf(StringRef text) {
  std::vector<std::pair<unsigned, Directive>> directives;
  unsigned number = 0;
  for (StringRef line : llvm::split(text, '\n')) {
    std::optional<Directive> directive = directiveIn(line, ++number);
    if (!directive)
      continue;
    if (directive->kind != Directive::End) {
      if (directive->kind == Directive::Begin)
        directive->lastLine = ~0u;
      directives.emplace_back(number, *directive);
      continue;
    }
    for (auto &[begin, open] : llvm::reverse(directives))
      if (open.kind == Directive::Begin && open.lastLine == ~0u && open.list == directive->list) {
        open.lastLine = number;
        break;
      }
  }
  return directives;
}

static bool names(StringRef pattern, const checks::Finding &finding) {
  llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(pattern);
  if (!glob) {
    llvm::consumeError(glob.takeError());
    return false;
  }
  return glob->match("highwater-" + finding.check);
}

std::vector<std::string> staleDirectives(const std::set<std::string> &files,
                                         llvm::ArrayRef<checks::Finding> suppressed) {
  std::vector<std::string> messages;
  for (const std::string &file : files) {
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer || !(*buffer)->getBuffer().contains("NOLINT"))
      continue;
    for (const auto &[line, directive] : directivesOf((*buffer)->getBuffer()))
      for (StringRef check : namedChecks(directive.list))
        if (llvm::none_of(suppressed, [&, &directive = directive](const checks::Finding &finding) {
              return finding.site.file == file && names(check, finding) &&
                     finding.site.line >= directive.firstLine && finding.site.line <= directive.lastLine;
            }))
          messages.push_back(
              fmt::format("{}:{}: this NOLINT of {} suppresses nothing", file, line, check.str()));
  }
  return messages;
}

} // namespace highwater::driver
