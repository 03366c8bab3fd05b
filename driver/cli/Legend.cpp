// One letter for each measure; a second symbol of a measure gets a number behind it.

#include "driver/cli/Legend.h"

#include "driver/cli/Records.h"

#include "fmt/format.h"

#include "llvm/ADT/StringSwitch.h"

#include <set>

namespace highwater::driver {

using size::Subject;
using size::Symbol;

static std::string letterFor(const Symbol &symbol) {
  return llvm::StringSwitch<std::string>(symbol.measure)
      .Case("bytes", "B")
      .Case("rows", "R")
      .Case("fields", "F")
      .Case("words", "W")
      .Case("distinct", "D")
      .Case("entries", "E")
      .Case("hardware_concurrency", "T")
      .Case("len", symbol.subject.head() == "line" ? "ℓ" : "t")
      .Default("");
}

/// The subject with words of the command line in place of `argv[1]`.
static std::string spelled(const Subject &subject, const CommandLine &line) {
  if (std::optional<std::string> text = resolveText(subject, line))
    return *text;
  if (subject.head() == "file" && subject.parts().size() == 1)
    return spelled(subject.parts().front(), line);
  return subject.str();
}

static std::string meaning(const Symbol &symbol, const CommandLine &line) {
  const Subject &subject = symbol.subject;
  Subject source = sourceOf(subject);
  std::string of = source.empty() ? "" : " of " + spelled(source, line);
  bool ofLines = !subject.parts().empty() && subject.parts().front().head() == "line";
  if (subject.head() == "line" && symbol.measure == "len")
    return "length of a line" + of;
  if (subject.head() == "token" && symbol.measure == "len")
    return "length of a field" + of;
  if (subject.head() == "word" && symbol.measure == "len")
    return "length of a word" + of;
  if (symbol.measure == "fields" && ofLines)
    return "fields per line" + of;
  if (subject.empty())
    return symbol.measure;
  return fmt::format("{}({})", symbol.measure, spelled(subject, line));
}

/// Cut behind the last whole term that fits.
static std::string shortened(const std::string &formula) {
  static constexpr size_t longest = 110;
  if (formula.size() <= longest)
    return formula;
  int depth = 0;
  size_t cut = 0;
  for (size_t i = 0; i + 2 < formula.size() && (i < longest || !cut); ++i) {
    depth += formula[i] == '(' ? 1 : formula[i] == ')' ? -1 : 0;
    if (depth == 0 && formula.compare(i, 3, " + ") == 0)
      cut = i;
  }
  return cut ? formula.substr(0, cut) + " + …" : formula;
}

Legend legendFor(const size::Expr &formula, const CommandLine &line,
                 const std::map<Symbol, InputFact> &inputs, bool whole) {
  std::set<Symbol> symbols;
  formula.collectSymbols(symbols);
  std::map<Symbol, std::string> names;
  std::map<std::string, unsigned> taken;
  for (const Symbol &symbol : symbols) {
    std::string letter = letterFor(symbol);
    if (letter.empty()) {
      names[symbol] = symbol.str();
      continue;
    }
    unsigned count = ++taken[letter];
    names[symbol] = count == 1 ? letter : letter + std::to_string(count);
  }
  Legend legend;
  legend.formula = formula.str([&](const Symbol &symbol) { return names[symbol]; });
  if (!whole)
    legend.formula = shortened(legend.formula);
  for (const Symbol &symbol : symbols) {
    if (names[symbol] == symbol.str() || legend.formula.find(names[symbol]) == std::string::npos)
      continue;
    auto fact = inputs.find(symbol);
    bool sampled = fact != inputs.end() && fact->second.sampled;
    legend.explanation += fmt::format("{}{}={}{}", legend.explanation.empty() ? "" : "  ",
                                      names[symbol], meaning(symbol, line),
                                      sampled ? ", sampled" : "");
  }
  return legend;
}

} // namespace highwater::driver
