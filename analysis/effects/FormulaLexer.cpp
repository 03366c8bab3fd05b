// One character at a time.

#include "analysis/effects/FormulaLexer.h"

#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace highwater::effects {

static constexpr unsigned any = ~0u;
static constexpr FormulaFunction formulaFunctions[] = {
    {"max", 1, any},     {"min", 1, any},      {"ceil", 1, 1},           {"floor", 1, 1},   {"roundup", 2, 2},
    {"log2", 1, 1},      {"pos", 1, 1},        {"chunk", 1, 1},          {"g", 1, 1},       {"grow", 2, 2},
    {"regrow", 2, 2},    {"sgrow", 3, 3},      {"above", 3, 3},          {"buckets", 1, 1}, {"buckets_libcxx", 1, 1},
    {"sizeof", 1, 2},    {"alignof", 1, 2},    {"heap", 1, 1},           {"slowhash", 1, 1}, {"arraysize", 2, 2}, {"bytes", 1, 1},
    {"rows", 1, 1},      {"len", 1, 1},        {"given", 1, 1}, {"fields", 1, 1},         {"words", 1, 1},   {"value", 1, 1},
    {"separators", 2, 2}, {"pow", 2, 2}, {"distinct", 1, 1},  {"entries", 1, 1},    {"distance", 2, 2}, {"offset", 1, 1},       {"concat", 2, any}, {"line", 1, 1},
    {"token", 1, 2},     {"word", 1, 1},       {"part", 1, 3},           {"compare", 2, 3},  {"equal", 2, 2},   {"starts", 2, 3},  {"empty", 1, 1}, {"find", 2, 2}, {"met", 2, 2}, {"same", 2, 2}, {"holds", 1, 2}, {"drawn", 3, 3}, {"chance", 1, 1}, {"lowered", 1, 1}, {"raised", 1, 1},
    {"alnum", 1, 1}, {"alpha", 1, 1}, {"blank", 1, 1}, {"cntrl", 1, 1}, {"digit", 1, 1}, {"graph", 1, 1},
    {"lower", 1, 1}, {"print", 1, 1}, {"punct", 1, 1}, {"space", 1, 1}, {"upper", 1, 1}, {"xdigit", 1, 1}, {"any", 1, 1}, {"behind", 1, 1}, {"all", 1, 1}, {"formatted", 1, 1}, {"processors", 0, 0}, {"threads", 0, 0},
};

const FormulaFunction *findFormulaFunction(llvm::StringRef name) {
  for (const FormulaFunction &function : formulaFunctions)
    if (function.name == name)
      return &function;
  return nullptr;
}

llvm::StringRef nearestFormulaFunction(llvm::StringRef name) {
  std::vector<llvm::StringRef> known;
  for (const FormulaFunction &candidate : formulaFunctions)
    known.push_back(candidate.name);
  return nearest(name, known);
}

double FormulaLexer::character() {
  llvm::StringRef rest = text.substr(at);
  if (rest.size() >= 3 && rest[1] != '\\' && rest[2] == '\'') {
    at += 3;
    return static_cast<unsigned char>(rest[1]);
  }
  constexpr llvm::StringRef letters("nrt0\\'"), meanings("\n\r\t\0\\'", 6);
  if (rest.size() >= 4 && rest[1] == '\\' && rest[3] == '\'' && letters.contains(rest[2])) {
    at += 4;
    return static_cast<unsigned char>(meanings[letters.find(rest[2])]);
  }
  fail("expected a character such as ',' in quotes");
  return 0;
}

double FormulaLexer::number() {
  skipSpace();
  std::size_t start = at;
  while (at < text.size() && (llvm::isDigit(text[at]) || text[at] == '.' || text[at] == '_' ||
                              ((text[at] == 'e' || text[at] == 'E') && at > start)))
    ++at;
  std::string digits;
  for (char c : text.slice(start, at))
    if (c != '_')
      digits += c;
  double value = 0;
  if (llvm::StringRef(digits).getAsDouble(value)) {
    at = start;
    fail("expected a number");
    return 0;
  }
  for (auto [unit, factor] : {std::pair("KiB", 1024.0), {"MiB", 1048576.0}, {"GiB", 1073741824.0}, {"TiB", 1099511627776.0}})
    if (text.substr(at).starts_with(unit)) {
      at += 3;
      return value * factor;
    }
  if (at < text.size() && llvm::isAlpha(text[at]))
    fail("expected a unit of bytes: KiB, MiB, GiB or TiB");
  return value;
}

llvm::StringRef FormulaLexer::identifier() {
  std::size_t start = at;
  if (at < text.size() && (llvm::isAlpha(text[at]) || text[at] == '_'))
    while (at < text.size() && (llvm::isAlnum(text[at]) || text[at] == '_'))
      ++at;
  return text.slice(start, at);
}

void FormulaLexer::skipSpace() {
  while (at < text.size() && llvm::isSpace(text[at]))
    ++at;
}

char FormulaLexer::peek() {
  skipSpace();
  return at < text.size() ? text[at] : '\0';
}

bool FormulaLexer::take(char c) {
  if (failed() || peek() != c)
    return false;
  ++at;
  return true;
}

void FormulaLexer::expect(char c) {
  if (!take(c))
    fail(fmt::format("expected '{}'", c));
}

void FormulaLexer::expectEnd(llvm::StringRef wanted) {
  if (peek() != '\0')
    fail(fmt::format("expected {} or the end", wanted.str()));
}

void FormulaLexer::fail(std::string message) {
  if (!failed())
    error = {at, std::move(message)};
}

} // namespace highwater::effects
