// The identities of texts that a call's formulas name: put together, or cut out of a record.

#include "analysis/flow/CallScope.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Cuts.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/Readings.h"

#include <fmt/format.h>

namespace highwater::flow {

using effects::Formula;
using size::Expr;
using size::Subject;

/// What is put behind an empty text is all that there is.
bool CallScope::isEmptyText(const Formula &formula) const {
  if (formula.kind != Formula::Name || !formula.operand)
    return false;
  ValueRef value = evaluator.values.expand(resolve(*formula.operand).value);
  auto size = value->state.find("size");
  return value->kind == Value::Object && size != value->state.end() && size->second.isZero();
}

/// `line.substr(begin, size)` with a size that is the same for all lines: what begins there, or if a loop moves that on, any
/// letters that follow one another. Empty where nothing of that is known.
static Subject sliceOf(const Subject &text, const Expr &begin, const Value &size) {
  Subject letters = boundOf(size);
  auto from = begin.asConstant();
  if (changesInLoop(begin))
    return letters.empty() ? Subject("window", {text}) : Subject("window", {text, letters});
  return letters.empty() || !from || *from < 0 ? Subject() : Subject("part", {text, Subject(fmt::format("{}", *from)), letters});
}

/// What `printf` would make of a format that is known and the arguments behind it, where it puts only texts together.
Subject CallScope::formatted(const effects::Operand &format) const {
  std::optional<std::string> spelling = spelled(format);
  std::vector<Subject> parts;
  std::string letters;
  auto add = [&](const Subject &part) {
    if (!letters.empty())
      parts.push_back(literalText(std::exchange(letters, "")));
    if (part.head() == "concat")
      llvm::append_range(parts, part.parts());
    else if (!part.empty())
      parts.push_back(part);
  };
  llvm::StringRef rest = spelling ? llvm::StringRef(*spelling) : "";
  for (unsigned argument = format.index + 1; !rest.empty();) {
    bool escaped = rest.consume_front("%%");
    if (escaped || rest.front() != '%') {
      letters += escaped ? '%' : rest.front();
      rest = rest.drop_front(escaped ? 0 : 1);
      continue;
    }
    Subject text = rest.consume_front("%s") && argument < site.arguments.size() ? textOf(site.arguments[argument++].value) : Subject();
    if (text.empty())
      return {};
    add(text);
  }
  add({});
  return parts.size() == 1 ? parts[0] : parts.empty() ? Subject() : Subject("concat", parts);
}

Subject CallScope::text(const Formula &formula) const {
  if (formula.kind == Formula::Number && formula.number > 0 && formula.number < 256) // a character
    return literalText(std::string(1, static_cast<char>(formula.number)));
  if (formula.kind == Formula::Name && formula.operand)
    return textOf(resolve(*formula.operand).value);
  if (formula.kind == Formula::Call && formula.name == "concat") {
    std::vector<Subject> parts;
    for (const Formula &part : formula.parts) {
      if (isEmptyText(part))
        continue;
      Subject piece = text(part);
      if (piece.empty())
        return {};
      if (piece.head() == "concat")
        llvm::append_range(parts, piece.parts());
      else
        parts.push_back(piece);
    }
    return parts.size() == 1 ? parts[0] : parts.empty() ? literalText("") : Subject("concat", parts);
  }
  if (formula.kind == Formula::Call && formula.name == "formatted" && formula.parts[0].operand)
    return formatted(*formula.parts[0].operand);
  if (formula.kind == Formula::Call && formula.name == "all" && formula.parts[0].operand) {
    Resolved handle = resolve(*formula.parts[0].operand);
    ValueRef reader = evaluator.values.expand(handle.value);
    if (reader->kind == Value::Pointer && reader->source.empty() && reader->text.empty())
      reader = evaluator.values.expand(memberOf(evaluator, state_, handle, "element").value);
    return reader->source.empty() ? textOf(reader) : reader->source;
  }
  if (formula.kind == Formula::Call && !formula.parts.empty()) {
    Subject inner = text(formula.parts[0]);
    if (formula.name == "part" && formula.parts.size() > 1 && !inner.empty()) {
      Expr begin = evaluate(formula.parts[1], *this);
      auto from = evaluator.constant(begin);
      auto count = formula.parts.size() > 2 ? evaluator.constant(evaluate(formula.parts[2], *this)) : std::optional(-1.0);
      if (from && *from >= 0 && count)
        return *count < 0 ? partOf(inner, *from) : partOf(inner, *from, *count);
      if (Subject cut = cutOf(inner); !cut.empty())
        return cut;
      if (formula.parts.size() > 2)
        if (Subject slice = sliceOf(inner, begin, *scalar(count ? Expr(*count) : evaluate(formula.parts[2], *this))); !slice.empty())
          return slice;
    }
    return inner.empty() ? Subject() : Subject(formula.name, {inner});
  }
  return {};
}

/// What `whole.substr(from, count)` is, where it is known what was searched for these.
Subject CallScope::cutOf(const Subject &whole) const {
  if (site.arguments.empty() || site.arguments.size() > 2 || wholeOf(whole) != whole)
    return {};
  std::vector<Expr> numbers;
  for (const Resolved &argument : site.arguments) {
    ValueRef value = evaluator.values.expand(argument.value);
    if (value->kind != Value::Scalar)
      return {};
    numbers.push_back(value->number);
  }
  bool fixed = numbers[0].asConstant() && events::withoutCasts(site.event.arguments[0].value).kind != events::Operand::Integer;
  if (fixed) // before the first iteration of a loop that moves it on
    return {};
  auto count = !takesRest() ? std::optional(numbers[1]) : std::nullopt;
  return cutOut(whole, numbers[0], count, evaluator.region);
}

/// `substr(from)`, `remove_prefix(count)`: all that is behind a place.
bool CallScope::takesRest() const {
  if (site.arguments.size() != 2)
    return site.arguments.size() == 1;
  ValueRef count = evaluator.values.expand(site.arguments[1].value);
  return count->kind == Value::Scalar && count->number.asConstant().value_or(0) < 0;
}

Subject CallScope::searchedFor(const Subject &rest) const {
  if (!takesRest())
    return {};
  const Subject &record = site.arguments[0].value->record;
  bool searched = record.head() == "token" || record.head() == "separator";
  return searched && isWithin(rest, wholeOf(record.parts()[0])) ? record : Subject();
}

Subject CallScope::pieceOf(const Subject &whole) const {
  if (Subject cut = cutOf(whole); !cut.empty())
    return cut;
  for (const Resolved &argument : site.arguments)
    if (const Subject &record = argument.value->record;
        (record.head() == "token" || record.head() == "separator") && record.parts()[0] == wholeOf(whole)) {
      Subject piece("token", record.parts());
      const events::Operand &begin = events::withoutCasts(site.event.arguments[0].value);
      bool first = &argument != &site.arguments[0] && begin.kind == events::Operand::Integer && begin.integer == 0;
      return first && whole == wholeOf(whole) ? Subject("column", {piece, Subject("0")}) : piece;
    }
  if (site.arguments.size() == 2)
    for (const Subject &piece : llvm::reverse(evaluator.scanned))
      if (piece.parts()[0] == wholeOf(whole))
        return piece;
  return {};
}

} // namespace highwater::flow
