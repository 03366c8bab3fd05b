// Splitting follows getline: what is behind the last separator is a record only if it is not empty.

#include "driver/cli/Splitting.h"

#include "analysis/size/Letters.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace highwater::driver {

using llvm::StringRef;
using size::Subject;

static constexpr StringRef whitespace = " \t\n\v\f\r";

static void splitAt(StringRef text, StringRef separator, Records &into) {
  while (!text.empty()) {
    auto [record, rest] = text.split(separator);
    into.push_back(record);
    text = rest;
  }
}

static void splitWords(StringRef text, Records &into) {
  for (;;) {
    text = text.ltrim(whitespace);
    if (text.empty())
      return;
    StringRef word = text.take_until([](char c) { return whitespace.contains(c); });
    into.push_back(word);
    text = text.drop_front(word.size());
  }
}

/// Pieces between any of the letters; nothing is between two of them.
static void splitAtAny(StringRef text, StringRef letters, Records &into) {
  for (text = text.ltrim(letters); !text.empty(); text = text.ltrim(letters)) {
    StringRef piece = text.take_until([&](char c) { return letters.contains(c); });
    into.push_back(piece);
    text = text.drop_front(piece.size());
  }
}

/// Where a number ends that has a digit at `at`.
static size_t endOfNumber(StringRef text, size_t at) {
  auto digits = [&] { at = std::min(text.size(), text.find_first_not_of("0123456789.", at)); };
  digits();
  StringRef exponent = text.drop_front(at);
  if (exponent.consume_front_insensitive("e") && !exponent.ltrim("+-").empty() && llvm::isDigit(exponent.ltrim("+-").front())) {
    at = text.size() - exponent.ltrim("+-").size();
    digits();
  }
  return at;
}

/// What spells numbers, each with the space before it.
static void splitNumbers(StringRef text, Records &into) {
  for (size_t at = 0, end; (end = text.find_first_of("0123456789", at)) != StringRef::npos; at = end) {
    size_t begin = end;
    while (begin > at && StringRef("+-.").contains(text[begin - 1]))
      --begin;
    while (begin > at && whitespace.contains(text[begin - 1]))
      --begin;
    end = endOfNumber(text, end);
    into.push_back(text.slice(begin, end));
  }
}

static std::optional<StringRef> literalOf(const Subject &subject) {
  bool literal = subject.head() == "lit" && subject.parts().size() == 1;
  return literal ? std::optional<StringRef>(subject.parts().front().head()) : std::nullopt;
}

/// What is made of these letters alone, as much as there is in one place.
static void splitRuns(StringRef text, const size::Letters &letters, Records &into) {
  auto isOne = [&](char c) { return letters[static_cast<unsigned char>(c)]; };
  for (text = text.drop_until(isOne); !text.empty(); text = text.drop_until(isOne)) {
    into.push_back(text.take_while(isOne));
    text = text.drop_while(isOne);
  }
}

/// All that `size` letters that follow one another spell.
static void splitWindows(StringRef text, size_t size, Records &into) {
  for (size_t from = 0; from + size <= text.size(); ++from)
    into.push_back(text.substr(from, size));
}

bool readNumber(const Subject &number, size_t &into) {
  const Subject &spelled = number.head() == "lit" ? number.parts()[0] : number;
  return !StringRef(spelled.head()).getAsInteger(10, into);
}

const Subject &splitFrom(const Subject &subject) {
  bool ofPieces = subject.head() == "followed" || subject.head() == "rest";
  return ofPieces ? subject.parts()[0].parts()[0] : subject.parts()[0];
}

/// `followed(piece)`: the pieces behind which the text goes on. `rest(piece)`: the one at its end, which may be empty.
static bool splitAtEnd(const Subject &subject, StringRef text, Records &into) {
  size_t before = into.size();
  if (!splitOne(subject.parts()[0], text, into))
    return false;
  StringRef rest;
  if (into.size() > before && into.back().end() == text.end())
    rest = into.back(), into.pop_back();
  if (subject.head() == "rest")
    into.resize(before), into.push_back(rest);
  return true;
}

bool splitOne(const Subject &subject, StringRef text, Records &into) {
  if (subject.head() == "followed" || subject.head() == "rest")
    return splitAtEnd(subject, text, into);
  if (subject.head() == "line" || subject.head() == "entry") {
    splitAt(text, "\n", into);
    return true;
  }
  if (subject.head() == "word") {
    splitWords(text, into);
    return true;
  }
  if (subject.head() == "number") {
    splitNumbers(text, into);
    return true;
  }
  if (subject.head() == "run" && subject.parts().size() == 2) {
    if (auto letters = literalOf(subject.parts()[1]))
      splitRuns(text, size::lettersIn(*letters), into);
    return true;
  }
  if (subject.head() == "window" && subject.parts().size() == 2) {
    size_t size = 0;
    if (!readNumber(subject.parts()[1], size) || size == 0)
      return false;
    splitWindows(text, size, into);
    return true;
  }
  if (subject.head() != "token" || subject.parts().size() < 2)
    return false;
  const Subject &separator = subject.parts()[1];
  bool any = separator.head() == "any" && separator.parts().size() == 1;
  std::optional<StringRef> spelled = literalOf(any ? separator.parts()[0] : separator);
  if (!spelled || spelled->empty())
    return false;
  if (any)
    splitAtAny(text, *spelled, into);
  else
    splitAt(text, *spelled, into);
  return true;
}

} // namespace highwater::driver
