// Symbols appear under the names that the source gives them.

#include "checks/Wording.h"

#include "analysis/size/Bytes.h"
#include "analysis/size/Shorten.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <fmt/format.h>

namespace highwater::checks {

using events::Variable;
using size::Expr;
using size::Subject;
using size::Symbol;

static std::string spelled(const Subject &subject, const events::Function &function) {
  unsigned index = 0;
  const std::vector<Subject> &parts = subject.parts();
  if (subject.head() == "arg" && parts.size() == 1 && !llvm::StringRef(parts[0].head()).getAsInteger(10, index)) {
    for (const Variable &variable : function.body.variables)
      if (variable.storage == Variable::Parameter && variable.index == index && !variable.name.empty())
        return variable.name;
    return subject.str();
  }
  if ((subject.head() == "deref" || subject.head() == "file" || subject.head() == "text" || subject.head() == "source") &&
      parts.size() == 1)
    return spelled(parts[0], function);
  if (subject.head() == "field" && parts.size() == 2)
    return spelled(parts[0], function) + "." + parts[1].head();
  if (subject.head() == "global" && parts.size() == 2)
    return parts[1].head();
  if (parts.empty() || subject.head() == "argv" || subject.head() == "lit" || subject.head() == "arg")
    return subject.str();
  std::string inner;
  for (const Subject &part : parts)
    inner += (inner.empty() ? "" : ", ") + spelled(part, function);
  return subject.head() + "(" + inner + ")";
}

static std::string spelled(const Symbol &symbol, const events::Function &function) {
  if (symbol.subject.empty())
    return symbol.measure;
  // Of the records of a file: len(line), fields(path).
  llvm::StringRef record = symbol.subject.head();
  bool perRecord = record == "line" || record == "token" || record == "word";
  if (perRecord && symbol.measure == "len")
    return record == "token" ? "len(field)" : "len(" + record.str() + ")";
  if (perRecord && symbol.measure == "fields") {
    Subject source = symbol.subject;
    while (!source.parts().empty() && (source.head() == "line" || source.head() == "token" || source.head() == "word"))
      source = Subject(source.parts()[0]);
    return "fields(" + spelled(source, function) + ")";
  }
  std::string subject = spelled(symbol.subject, function);
  return symbol.measure == "value" ? subject : symbol.measure + "(" + subject + ")";
}

static std::string text(const Expr &size, const events::Function &function, size_t longest) {
  auto constant = size.asConstant();
  if (!constant)
    return size::shortened(size.str([&](const Symbol &symbol) { return spelled(symbol, function); }), longest);
  return size::bytesText(*constant);
}

std::string sizeText(const Expr &size, const events::Function &function) { return text(size, function, 120); }

/// Of several candidate peaks the one that grows fastest is the one to speak of.
static Expr largest(const Expr &peak) {
  std::vector<Expr> candidates = peak.operandsOfMax();
  if (candidates.empty())
    return peak;
  return *llvm::max_element(candidates, [](const Expr &a, const Expr &b) { return magnitude(a) < magnitude(b); });
}

std::string changeText(const Expr &before, const Expr &after, const events::Function &function) {
  std::string from = text(largest(before), function, 60), to = text(largest(after), function, 60);
  std::string change = fmt::format("from {} to {}", from, to);
  bool whole = !llvm::StringRef(from).ends_with("…") && !llvm::StringRef(to).ends_with("…");
  return whole ? change : change + ", by " + sizeText(largest(before) - largest(after), function);
}

} // namespace highwater::checks
