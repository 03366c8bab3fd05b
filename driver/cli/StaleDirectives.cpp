// Only directives that spell out a check are judged: a bare NOLINT may be there for another tool.

#include "driver/cli/StaleDirectives.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <optional>

namespace highwater::driver {

using llvm::StringRef;

namespace {

struct Directive {
  unsigned firstLine = 0, lastLine = 0; ///< what it covers
  std::vector<StringRef> checks;        ///< of ours, without prefix
};

} // namespace

/// The checks of ours in `(bugprone-x, highwater-y)` at the start of `text`.
static std::vector<StringRef> namedChecks(StringRef text) {
  std::vector<StringRef> names;
  if (!text.consume_front("("))
    return names;
  for (StringRef name : llvm::split(text.take_until([](char c) { return c == ')'; }), ',')) {
    name = name.trim();
    if (name.consume_front("highwater-") && !name.contains('*'))
      names.push_back(name);
  }
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
  Directive directive{number, number, {}};
  if (rest.consume_front("NEXTLINE"))
    directive.firstLine = directive.lastLine = number + 1;
  else if (rest.consume_front("BEGIN"))
    directive.lastLine = ~0u;
  else if (rest.starts_with("END"))
    return std::nullopt;
  directive.checks = namedChecks(rest);
  return directive;
}

std::vector<std::string> staleDirectives(const std::set<std::string> &files,
                                         llvm::ArrayRef<checks::Finding> suppressed) {
  std::vector<std::string> messages;
  for (const std::string &file : files) {
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer || !(*buffer)->getBuffer().contains("NOLINT"))
      continue;
    unsigned number = 0;
    for (StringRef line : llvm::split((*buffer)->getBuffer(), '\n')) {
      std::optional<Directive> directive = directiveIn(line, ++number);
      if (!directive)
        continue;
      for (StringRef check : directive->checks)
        if (llvm::none_of(suppressed, [&](const checks::Finding &finding) {
              return finding.site.file == file && finding.check == check &&
                     finding.site.line >= directive->firstLine &&
                     finding.site.line <= directive->lastLine;
            }))
          messages.push_back(fmt::format("{}:{}: this NOLINT of highwater-{} suppresses nothing",
                                         file, number, check.str()));
    }
  }
  return messages;
}

} // namespace highwater::driver
