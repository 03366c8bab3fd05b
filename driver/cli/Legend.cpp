// One letter for each measure; a second symbol of a measure gets a number behind it.

#include "driver/cli/Legend.h"

#include "driver/cli/Records.h"
#include "driver/cli/Splitting.h"

#include "analysis/size/Condition.h"
#include "analysis/size/Shorten.h"

#include "fmt/format.h"
#include "fmt/ranges.h"

#include "llvm/ADT/StringSwitch.h"

#include <set>

namespace highwater::driver {

using llvm::StringRef;
using size::Subject;
using size::Symbol;

/// Whether it is the value of an option, rather than a word at some place.
static bool isOptionValue(const Symbol &symbol) {
  return symbol.measure == "value" && symbol.subject.head() == "argv" && StringRef(symbol.subject.parts()[0].head()).starts_with("-");
}

static std::string letterFor(const Symbol &symbol) {
  return llvm::StringSwitch<std::string>(symbol.measure)
      .Case("bytes", "B")
      .Case("rows", "R")
      .Case("fields", "F")
      .Case("words", "W")
      .Case("distinct", "D")
      .Case("entries", "E")
      .Case("share", "p")
      .Cases({"hardware_concurrency", "threads"}, "T")
      .Case("value", isOptionValue(symbol) ? "n" : "")
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

/// One record, for people.
static std::string recordName(const Subject &record) {
  unsigned index;
  StringRef head = record.head();
  if (head == "column" && !StringRef(record.parts()[1].head()).getAsInteger(10, index))
    return fmt::format("{} {}", record.parts()[0].head() == "word" ? "word" : "field", index + 1);
  if (head == "turn" && !StringRef(record.parts()[1].head()).getAsInteger(10, index))
    return fmt::format("{} {} of every {}", record.parts()[0].head(), index + 1, record.parts()[2].head());
  if (head == "either")
    return fmt::format("{} or {}", recordName(record.parts()[0]), recordName(record.parts()[1]));
  if (head == "tuple") {
    std::vector<std::string> names;
    for (const Subject &part : record.parts())
      names.push_back(recordName(part));
    return fmt::format("{} together", fmt::join(names, " and "));
  }
  if (head == "folded")
    return recordName(record.parts()[0]);
  if (head == "run")
    return "a word";
  if (head == "followed")
    return recordName(record.parts()[0]) + " with something behind it";
  if (head == "rest")
    return recordName(record.parts()[0]) + " at the end";
  if (head == "window")
    return record.parts().size() > 1 ? fmt::format("{} letters", record.parts()[1].str()) : "some letters";
  if (head == "reading")
    return recordName(record.parts()[0]) + " at the beginning";
  if (head == "between" || head == "upto")
    return "a part";
  return head == "token" ? "a field" : "a " + record.head();
}

/// A condition on records, for people.
static std::string conditionName(const Subject &condition, const CommandLine &line) {
  auto [holds, opposite] = size::Condition(condition);
  StringRef relation = llvm::StringSwitch<StringRef>(holds.head())
                           .Case("starts", opposite ? "does not begin with" : "begins with")
                           .Case("below", opposite ? "is at least" : "is below")
                           .Case("atmost", opposite ? "is above" : "is at most")
                           .Default(opposite ? "is not" : "is");
  std::string bound = spelled(holds.parts()[1], line);
  return fmt::format("share where {} {} {}", recordName(holds.parts()[0]), relation.str(), size::comparesNumber(holds.head()) ? bound : "'" + bound + "'");
}

static std::string meaning(const Symbol &symbol, const CommandLine &line) {
  const Subject &subject = symbol.subject;
  Subject source = sourceOf(subject);
  std::string of = " of " + spelled(source, line);
  bool ofLines = !subject.parts().empty() && isRecord(subject) && splitFrom(subject).head() == "line";
  if (symbol.measure == "distinct" && isRecord(subject))
    return fmt::format("different values of {}{}", recordName(subject), of);
  if (symbol.measure == "share" && isRecord(subject))
    return conditionName(subject, line) + of;
  if (symbol.measure == "len" && subject.head() == "distinct")
    return fmt::format("length of {}{}, each value once", recordName(subject.parts()[0]), of);
  if (symbol.measure == "len" && isRecord(subject))
    return fmt::format("length of {}{}", recordName(subject), of);
  if (symbol.measure == "fields" && ofLines)
    return (subject.head() == "followed" ? "fields with something behind them per line" : "fields per line") + of;
  if (subject.empty())
    return symbol.measure;
  if (isOptionValue(symbol))
    return "value of " + subject.parts()[0].head();
  return fmt::format("{}({})", symbol.measure, spelled(subject, line));
}

Legend::Legend(llvm::ArrayRef<size::Expr> formulas, const CommandLine &line,
               const std::map<Symbol, InputFact> &inputs)
    : line(line), inputs(inputs) {
  std::map<std::string, unsigned> taken;
  for (const size::Expr &formula : formulas) {
    std::set<Symbol> symbols;
    formula.collectSymbols(symbols);
    for (const Symbol &symbol : symbols) {
      if (names.count(symbol))
        continue;
      std::string letter = letterFor(symbol);
      unsigned count = letter.empty() ? 0 : ++taken[letter];
      names[symbol] = count == 0   ? symbol.str()
                      : count == 1 ? letter
                                   : letter + std::to_string(count);
    }
  }
}

std::string Legend::text(const size::Expr &formula, size_t longest) const {
  return size::shortened(formula.str([&](const Symbol &symbol) {
    auto found = names.find(symbol);
    return found == names.end() ? symbol.str() : found->second;
  }), longest);
}

std::string Legend::explanation(const size::Expr &shown) const {
  std::set<Symbol> symbols;
  shown.collectSymbols(symbols);
  std::string result;
  for (const Symbol &symbol : symbols) {
    auto name = names.find(symbol);
    if (name == names.end() || name->second == symbol.str())
      continue;
    auto fact = inputs.find(symbol);
    bool sampled = fact != inputs.end() && fact->second.sampled;
    result += fmt::format("{}{}={}{}", result.empty() ? "" : "  ", name->second,
                          meaning(symbol, line), sampled ? ", sampled" : "");
  }
  return result;
}

} // namespace highwater::driver
