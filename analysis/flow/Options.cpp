// A value goes by the name of its option, `argv[--size]`; words that no option claims go by their place.

#include "analysis/flow/Options.h"

#include "analysis/flow/Differences.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/Nulls.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Function;
using size::Subject;
using size::Symbol;

bool isWord(const Subject &text) { return text.head() == "argv"; }

bool hasPlace(const Subject &word) {
  unsigned place;
  return word.head() == "argv" && (word.parts()[0].head() == "?" || !llvm::StringRef(word.parts()[0].head()).getAsInteger(10, place));
}

bool isNamed(const Subject &word) { return word.head() == "argv" && !hasPlace(word) && word != optionValue(); }

Subject optionValue() { return Subject("argv", {Subject("of an option")}); }

Subject codeOfOption(double code) { return Subject(std::to_string(static_cast<long>(code))); }

/// By its letter and by the long name in the table that stands for it.
static Subject valueWithCode(const Subject &taken, const Subject &code) {
  std::vector<Subject> names;
  if (long letter = std::stol(code.head()); letter < 128 && llvm::isAlnum(static_cast<char>(letter)))
    names.push_back(Subject(std::string{'-', static_cast<char>(letter)}));
  for (const Subject &row : taken.parts())
    if (row.parts()[0] == code)
      names.push_back(Subject("--" + row.head()));
  return eitherValue(Subject("argv", std::move(names)), Subject());
}

Subject valueOfOption(const Subject &taken, double code) {
  return taken.head() == "option" && code > 0 ? valueWithCode(taken, codeOfOption(code)) : Subject();
}

/// The value of the option that a word is where a condition holds. Words that stand at one place in all runs are no options,
/// save in a loop that begins there.
static Subject valueNamedBy(const Evaluator &evaluator, const Subject &condition) {
  bool whole = condition.head() == "equal";
  if (!whole && condition.head() != "starts")
    return {};
  const Subject &word = condition.parts()[0], &literal = condition.parts()[1];
  if (word.head() == "option")
    return valueWithCode(word, literal);
  bool anyWord = evaluator.region != events::none || word == argument(Expr::unknown("which word"));
  if (!isWord(word) || !anyWord || literal.head() != "lit")
    return {};
  llvm::StringRef name = literal.parts()[0].head();
  if (!whole && !name.consume_back("="))
    return {};
  bool named = !name.trim("-").empty() && name != "?" && !name.contains(' ');
  return named ? Subject("argv", {Subject(name.str())}) : Subject();
}

static bool isSetting(const Subject &text) { return isWord(text) || text.head() == "env"; }

Subject valueFoundOn(const Evaluator &evaluator, const State &state, const events::Operand &condition, bool holds) {
  if (evaluator.unrolled.count(evaluator.region))
    return {};
  if (const events::Operand *pointer = pointerThere(evaluator, state, condition, holds)) {
    ValueRef value = evaluator.values.expand(evaluator.evaluate(state, *pointer));
    const Subject &text = value->text.empty() ? value->source : value->text;
    return isSetting(text) && !isArguments(value) ? text : Subject();
  }
  Subject found = evaluator.values.expand(evaluator.evaluate(state, condition))->text;
  return valueNamedBy(evaluator, holds ? found : notHolding(found));
}

Subject eitherValue(const Subject &a, const Subject &b) {
  std::vector<Subject> names = a.parts();
  for (const Subject &name : b.parts())
    if (!llvm::is_contained(names, name))
      names.push_back(name);
  llvm::sort(names, [](const Subject &left, const Subject &right) { // the long name tells more
    return std::pair(right.head().size(), left) < std::pair(left.head().size(), right);
  });
  return names.empty() ? Subject() : Subject("argv", std::move(names));
}

/// A text with what is cut out of a word in it named by the option that the word begins with.
static Subject named(const Subject &text, const Subject &value) {
  bool cut = text.head() == "part" || text.head() == "between";
  if (text == optionValue() || (cut && isWord(text.parts()[0])))
    return value;
  std::vector<Subject> parts;
  for (const Subject &part : text.parts())
    parts.push_back(named(part, value));
  return parts == text.parts() ? text : Subject(text.head(), std::move(parts));
}

void nameValues(State &state) {
  Rewriter rewriter = identityRewriter();
  rewriter.subject = [&](const Subject &text) { return named(text, state.option); };
  rewriter.number = [&](const Expr &number) {
    return number.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
      Subject subject = named(symbol.subject, state.option);
      return subject == symbol.subject ? std::nullopt : std::optional(Expr::symbol({symbol.measure, subject, symbol.varying}));
    });
  };
  state.rewriteAll([&](const Root &, const ValueRef &value) { return rewrite(value, rewriter); });
}

/// Whether a number is read from what is given.
static bool isGiven(const Expr &number, const Subject &found) {
  std::set<Symbol> symbols;
  number.collectSymbols(symbols);
  return llvm::any_of(symbols, [&](const Symbol &symbol) {
    bool read = (symbol.measure == "value" || symbol.measure == "len") && isSetting(symbol.subject);
    return read && (found.empty() ? isWord(symbol.subject) : symbol.subject == found);
  });
}

static Expr orElse(const Expr &given, const Expr &other, const Subject &found) {
  bool chooses = isGiven(given, found) && !isGiven(other, found) && !other.isUnknown();
  return chooses ? Expr::apply(Function::OrElse, {given, other}) : given;
}

/// The two values with the same choice wherever one of them is given.
static std::pair<ValueRef, ValueRef> settled(const Values &values, const ValueRef &given, const ValueRef &other,
                                             const Subject &found) {
  Walk mine{values, [&](const Expr &number, const Expr &theirs, bool) { return orElse(number, theirs, found); }};
  Walk back{values, [&](const Expr &theirs, const Expr &number, bool) {
              Expr both = orElse(number, theirs, found);
              return both == number ? theirs : both;
            }};
  return {mine.visit(given, other), back.visit(other, given)};
}

void settleDefaults(State &given, State &other, const Subject &found) {
  for (const Location &place : placesOf(given, other)) {
    ValueRef before = given.load(place), there = other.load(place);
    auto [mine, theirs] = settled(given.valuesOf(), before, there, found);
    if (mine == before)
      continue;
    given.store(place, mine);
    other.store(place, theirs);
  }
}

bool countsWords(const Comparison &test) {
  Symbol count{"value", Subject("argc")};
  return test.left.mentions(count) || test.right.mentions(count);
}

ValueRef givenOrElse(const Evaluator &evaluator, const State &state, const events::Operand &select) {
  auto test = comparisonOf(evaluator.number(state, select.operands[0]));
  ValueRef arms[] = {evaluator.evaluate(state, select.operands[1]), evaluator.evaluate(state, select.operands[2])};
  for (unsigned arm : {0, 1}) {
    Subject found = valueFoundOn(evaluator, state, select.operands[0], arm == 0);
    if (found.empty() && !(test && countsWords(*test)))
      continue;
    auto [given, other] = settled(evaluator.values, arms[arm], arms[1 - arm], found);
    if (given != arms[arm])
      return evaluator.values.join(given, other);
  }
  return nullptr;
}

} // namespace highwater::flow
