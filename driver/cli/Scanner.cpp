// Numbers are taken as they are spelled; whether a number fits its type is not asked.

#include "driver/cli/Scanner.h"

#include "llvm/ADT/StringExtras.h"

#include <cstring>

namespace highwater::driver {

using llvm::StringRef;
using size::Subject;

static constexpr StringRef space = " \t\n\v\f\r";

void Scanner::skipSpace() { at += rest().size() - rest().ltrim(space).size(); }

std::optional<StringRef> Scanner::word() {
  skipSpace();
  StringRef word = rest().take_until([](char c) { return space.contains(c); });
  if (word.empty())
    return std::nullopt;
  at += word.size();
  return word;
}

std::optional<StringRef> Scanner::until(char separator) {
  if (rest().empty())
    return std::nullopt;
  StringRef record = rest().split(separator).first;
  skip(record.size() + 1);
  return record;
}

std::optional<StringRef> Scanner::bytes(size_t count) {
  if (rest().size() < count)
    return std::nullopt;
  StringRef block = rest().take_front(count);
  at += count;
  return block;
}

/// Whether a character is in `[a-z,]`, from behind the bracket on; `set` goes on behind it.
static StringRef takeSet(StringRef &set) {
  size_t end = set.find(']', set.starts_with("^]") ? 2 : 1);
  StringRef inner = set.take_front(end);
  set = end == StringRef::npos ? "" : set.drop_front(end + 1);
  return inner;
}

static bool isInSet(StringRef set, char c) {
  bool excluded = set.consume_front("^"), found = false;
  for (size_t i = 0; i < set.size(); ++i)
    if (i + 2 < set.size() && set[i + 1] == '-') {
      found |= set[i] <= c && c <= set[i + 2];
      i += 2;
    } else {
      found |= set[i] == c;
    }
  return found != excluded;
}

static StringRef numberAt(StringRef text, bool real) {
  size_t end = text.starts_with("-") || text.starts_with("+");
  while (end < text.size() && (llvm::isAlnum(text[end]) || (real && (text[end] == '.' || ((text[end] == '-' || text[end] == '+') && llvm::toLower(text[end - 1]) == 'e')))) &&
         (real || llvm::isHexDigit(text[end]) || llvm::toLower(text[end]) == 'x'))
    ++end;
  return text.take_front(end);
}

std::vector<StringRef> Scanner::formatted(StringRef format) {
  std::vector<StringRef> pieces;
  while (!format.empty()) {
    char c = format.front();
    format = format.drop_front();
    if (space.contains(c)) {
      skipSpace();
      continue;
    }
    if (c != '%' || format.consume_front("%")) {
      if (!rest().starts_with(StringRef(&c, 1)))
        return pieces;
      ++at;
      continue;
    }
    bool stored = !format.consume_front("*");
    size_t width = StringRef::npos;
    format.consumeInteger(10, width);
    format = format.ltrim("hlLqjzt");
    if (format.empty())
      return pieces;
    char conversion = format.front();
    format = format.drop_front();
    StringRef piece;
    if (conversion == 'n') {
      continue;
    } else if (conversion == '[') {
      StringRef set = takeSet(format);
      piece = rest().take_while([&](char each) { return isInSet(set, each); });
    } else if (conversion == 'c') {
      piece = rest().take_front(width == StringRef::npos ? 1 : width);
    } else {
      skipSpace();
      bool real = StringRef("aefgAEFG").contains(conversion);
      piece = conversion == 's' ? rest().take_until([](char each) { return space.contains(each); })
                                : numberAt(rest(), real);
    }
    piece = piece.take_front(width);
    if (piece.empty())
      return pieces;
    at += piece.size();
    if (stored)
      pieces.push_back(piece);
  }
  return pieces;
}

/// The number that a part of a subject says.
static size_t numberOf(const Subject &part) {
  size_t number = 0;
  StringRef(part.head()).getAsInteger(10, number);
  return number;
}

/// `lit(",")`, one character.
static std::optional<char> characterOf(const Subject &literal) {
  bool one = literal.head() == "lit" && literal.parts()[0].head().size() == 1;
  return one ? std::optional(literal.parts()[0].head()[0]) : std::nullopt;
}

bool Scanner::pass(const Subject &position) {
  if (position.head() != "past" || position.parts().size() != 2)
    return position.head() == "begin";
  const Subject &step = position.parts()[1];
  if (!pass(position.parts()[0]))
    return false;
  if (step.head() == "word")
    return word().has_value();
  if (step.head() == "line")
    return until('\n').has_value();
  if (step.head() == "character")
    return bytes(1).has_value();
  if (step.head() == "bytes")
    return bytes(numberOf(step.parts()[0])).has_value();
  if (step.head() == "token")
    return characterOf(step.parts()[0]) && until(*characterOf(step.parts()[0]));
  if (step.head() == "while" || step.head() == "until") {
    StringRef letters = step.parts()[0].parts()[0].head();
    auto goesOn = [&](char first) { return first == '\n' || letters.contains(first) == (step.head() == "while"); };
    while (!rest().empty() && goesOn(rest().front())) // empty lines have no say
      until('\n');
    return !rest().empty();
  }
  if (step.head() == "scanned")
    return !formatted(step.parts()[0].parts()[0].head()).empty();
  return false;
}

std::optional<StringRef> Scanner::take(const Subject &record) {
  StringRef kind = record.head();
  if (kind == "word")
    return word();
  if (kind == "line")
    return until('\n');
  if (kind == "character")
    return bytes(1);
  if (kind == "block")
    return rest();
  if (kind == "token" && record.parts().size() > 1)
    return characterOf(record.parts()[1]) ? until(*characterOf(record.parts()[1])) : std::nullopt;
  if (kind == "scanned") {
    std::vector<StringRef> pieces = formatted(record.parts()[1].parts()[0].head());
    size_t index = numberOf(record.parts()[2]);
    return index < pieces.size() ? std::optional(pieces[index]) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<double> binaryNumber(StringRef bytes, StringRef kind) {
  if (kind == "real" && bytes.size() == sizeof(float)) {
    float number;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }
  if (kind == "real" && bytes.size() == sizeof(double)) {
    double number;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }
  if (kind == "real" || bytes.empty() || bytes.size() > sizeof(std::uint64_t))
    return std::nullopt;
  std::uint64_t number = 0;
  for (size_t i = bytes.size(); i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  unsigned unused = 64 - 8 * static_cast<unsigned>(bytes.size());
  if (kind == "signed")
    return static_cast<double>(static_cast<std::int64_t>(number << unused) >> unused);
  return static_cast<double>(number);
}

} // namespace highwater::driver
