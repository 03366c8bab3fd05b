// A position is the length of the text before it: `position(upto(line, found(',', begin)))`.

#include "analysis/flow/Cuts.h"

#include "analysis/flow/LetterWalks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;
using size::Symbol;

namespace {

/// A place in a text: where a separator was found, or so many characters behind it; without one, behind the beginning.
struct Place {
  Subject found;
  Expr behind = 0;
};

} // namespace

static Subject begin() { return Subject("begin"); }

static std::optional<double> lengthOfSeparator(const Subject &separator) {
  return separator.head() == "code" || separator.head() == "any" ? 1 : lengthOf(separator).asConstant();
}

/// Whether `length` is that of a separator: of one letter, of a text that is known, or of one that the caller passes.
static bool isLengthOf(const Subject &separator, const Expr &length) {
  auto known = lengthOfSeparator(separator);
  return known ? length.asConstant() == known : !length.asConstant() && textOfLength(length) == separator;
}

static std::optional<Place> placeIn(const Subject &whole, const Expr &number, unsigned loop) {
  if (auto constant = number.asConstant())
    return Place{{}, *constant};
  std::set<Symbol> symbols;
  number.collectSymbols(symbols);
  auto position = llvm::find_if(symbols, [&](const Symbol &symbol) {
    return symbol.measure == "position" && symbol.subject.head() == "upto" && symbol.subject.parts()[0] == whole;
  });
  if (number.isUnknown() || position == symbols.end())
    return std::nullopt;
  const Subject &before = position->subject;
  auto linear = number.asLinearIn(*position);
  if (!linear || linear->first.asConstant() != 1.0 || before.parts()[1].parts()[2].head() != std::to_string(loop))
    return std::nullopt;
  return Place{before.parts()[1], linear->second};
}

/// Whether a place is right behind the separator that was found.
static bool isBehind(const Place &place) {
  return !place.found.empty() && isLengthOf(place.found.parts()[0], place.behind);
}

Subject upTo(const Subject &whole, const Subject &separator, const std::optional<Expr> &start, unsigned loop) {
  if (whole.empty() || separator.empty() || (separator.head() != "text" && !lengthOfSeparator(separator)))
    return {};
  Subject from = begin();
  if (start) {
    auto place = placeIn(whole, *start, loop);
    if (!place || !isBehind(*place))
      return {};
    from = place->found;
  }
  return Subject("upto", {whole, Subject("found", {separator, from, Subject(std::to_string(loop))})});
}

Subject upToLast(const Subject &whole, const Subject &separator, unsigned loop) {
  if (whole.empty() || separator.empty() || (separator.head() != "text" && !lengthOfSeparator(separator)))
    return {};
  return Subject("upto", {whole, Subject("last", {separator, begin(), Subject(std::to_string(loop))})});
}

/// How many `separator` were found up to a place, if no others were.
static std::optional<unsigned> separatorsUpTo(const Subject &place, const Subject &separator) {
  if (place == begin())
    return 0;
  auto before = place.head() == "found" && place.parts()[0] == separator ? separatorsUpTo(place.parts()[1], separator) : std::nullopt;
  return before ? std::optional(*before + 1) : std::nullopt;
}

/// A place by what was found, wherever that was done.
static Subject plain(const Subject &place) {
  return place == begin() ? place : Subject(place.head(), {place.parts()[0], plain(place.parts()[1])});
}

Subject cutOut(const Subject &whole, const Expr &from, const std::optional<Expr> &count, unsigned loop) {
  auto first = placeIn(whole, from, loop);
  auto last = count ? placeIn(whole, from + *count, loop) : std::nullopt;
  bool atBegin = first && first->found.empty() && first->behind.isZero();
  if (!first || (!atBegin && !isBehind(*first)) || (count && (!last || last->found.empty() || !last->behind.isZero())))
    return {};
  Subject start = atBegin ? begin() : first->found;
  if (!last)
    return atBegin ? Subject() : Subject("between", {whole, plain(start), Subject("end")});
  const Subject &separator = last->found.parts()[0];
  auto index = last->found.head() == "found" ? separatorsUpTo(start, separator) : std::nullopt;
  if (index && last->found.parts()[1] == start)
    return Subject("column", {Subject("token", {whole, separator}), Subject(std::to_string(*index))});
  return Subject("between", {whole, plain(start), plain(last->found)});
}

} // namespace highwater::flow
