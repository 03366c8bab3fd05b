// Recursive descent over one formula or operand.

#include "analysis/effects/Syntax.h"

#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace highwater::effects {

/// A function that formulas may call, with the least and the most arguments it takes.
struct FormulaFunction {
  llvm::StringLiteral name;
  unsigned least, most;
};

constexpr unsigned any = ~0u;
constexpr FormulaFunction formulaFunctions[] = {
    {"max", 1, any},     {"min", 1, any},      {"ceil", 1, 1},           {"floor", 1, 1},   {"roundup", 2, 2},
    {"log2", 1, 1},      {"pos", 1, 1},        {"chunk", 1, 1},          {"g", 1, 1},       {"grow", 2, 2},
    {"regrow", 2, 2},    {"sgrow", 3, 3},      {"above", 3, 3},          {"buckets", 1, 1}, {"buckets_libcxx", 1, 1},
    {"sizeof", 1, 2},    {"alignof", 1, 2},    {"heap", 1, 1},           {"slowhash", 1, 1}, {"arraysize", 2, 2}, {"bytes", 1, 1},
    {"rows", 1, 1},      {"len", 1, 1},        {"fields", 1, 1},         {"words", 1, 1},   {"value", 1, 1},
    {"distinct", 1, 1},  {"entries", 1, 1},    {"distance", 2, 2},       {"concat", 2, any}, {"line", 1, 1},
    {"token", 1, 2},     {"word", 1, 1},       {"part", 1, 1},
};

namespace {

class Parser {
public:
  explicit Parser(llvm::StringRef text) : text(text) {}

  Parsed<Formula> formula() {
    Formula result = sum();
    expectEnd("an operator");
    return failed() ? Parsed<Formula>{std::nullopt, error} : Parsed<Formula>{std::move(result), {}};
  }

  Parsed<Operand> operand() {
    auto result = tryOperand();
    if (!result && !failed())
      fail("expected 'result', 'this', 'argN' or '*argN'");
    expectEnd("'.' and a field");
    return failed() ? Parsed<Operand>{std::nullopt, error} : Parsed<Operand>{std::move(result), {}};
  }

private:
  Formula sum() {
    Formula left = signedProduct();
    for (;;) {
      if (take('+'))
        left = binary(Formula::Add, std::move(left), product());
      else if (take('-'))
        left = binary(Formula::Subtract, std::move(left), product());
      else
        return left;
    }
  }

  Formula signedProduct() {
    if (take('+'))
      return product();
    if (!take('-'))
      return product();
    Formula value = product();
    if (value.kind == Formula::Number) {
      value.number = -value.number;
      return value;
    }
    return binary(Formula::Subtract, Formula(), std::move(value));
  }

  Formula product() {
    Formula left = primary();
    for (;;) {
      if (take('*'))
        left = binary(Formula::Multiply, std::move(left), primary());
      else if (take('/'))
        left = binary(Formula::Divide, std::move(left), primary());
      else
        return left;
    }
  }

  Formula primary() {
    skipSpace();
    if (failed())
      return {};
    if (take('(')) {
      Formula inner = sum();
      expect(')');
      return inner;
    }
    if (take('[')) {
      Formula interval;
      interval.kind = Formula::Interval;
      interval.number = number();
      expect(',');
      interval.high = number();
      expect(']');
      if (!failed() && interval.high < interval.number)
        fail("the interval's low end is above its high end");
      return interval;
    }
    if (take('?')) {
      Formula unknown;
      unknown.kind = Formula::Unknown;
      return unknown;
    }
    if (peek() == '\'')
      return character();
    if (llvm::isDigit(peek()) || peek() == '.') {
      Formula value;
      value.number = number();
      return value;
    }
    if (auto operand = tryOperand()) {
      Formula name;
      name.kind = Formula::Name;
      name.name = print(*operand);
      name.operand = std::move(operand);
      return name;
    }
    return nameOrCall();
  }

  Formula nameOrCall() {
    std::size_t start = at;
    llvm::StringRef name = identifier();
    if (name.empty()) {
      fail(at < text.size() ? fmt::format("unexpected '{}'", text[at]) : "the formula ends too early");
      return {};
    }
    Formula result;
    result.name = name.str();
    result.kind = Formula::Name;
    if (!take('('))
      return result;
    result.kind = Formula::Call;
    const FormulaFunction *function = findFunction(name);
    if (!function) {
      std::vector<llvm::StringRef> known;
      for (const FormulaFunction &candidate : formulaFunctions)
        known.push_back(candidate.name);
      llvm::StringRef near = nearest(name, known);
      at = start;
      fail(fmt::format("unknown function '{}'", name.str()) +
           (near.empty() ? "" : fmt::format("; did you mean '{}'?", near.str())));
      return {};
    }
    if (name == "sizeof" || name == "alignof" || name == "heap" || name == "slowhash")
      typeArguments(result);
    else
      do
        result.parts.push_back(sum());
      while (take(','));
    expect(')');
    if (!failed() && (result.parts.size() < function->least || result.parts.size() > function->most)) {
      at = start;
      fail(fmt::format("'{}' takes {} argument{}", name.str(), function->least, function->least == 1 ? "" : "s"));
    }
    return fold(std::move(result));
  }

  /// Types are text up to the next comma or the closing parenthesis; operands stay operands.
  void typeArguments(Formula &call) {
    do {
      skipSpace();
      if (auto operand = tryOperand()) {
        Formula name;
        name.kind = Formula::Name;
        name.name = print(*operand);
        name.operand = std::move(operand);
        call.parts.push_back(std::move(name));
        continue;
      }
      std::size_t start = at;
      for (unsigned depth = 0; at < text.size(); ++at) {
        char c = text[at];
        if (depth == 0 && (c == ',' || c == ')'))
          break;
        depth += (c == '<' || c == '(' || c == '[') - (c == '>' || c == ')' || c == ']');
      }
      Formula type;
      type.kind = Formula::Name;
      type.name = text.slice(start, at).trim().str();
      if (type.name.empty())
        fail("expected a type");
      call.parts.push_back(std::move(type));
    } while (take(','));
  }

  /// Built-in types have a size and no heap.
  static Formula fold(Formula call) {
    if (call.parts.size() != 1 || call.parts[0].operand)
      return call;
    auto size = builtinSize(call.parts[0].name);
    if (!size || (call.name != "sizeof" && call.name != "heap" && call.name != "slowhash"))
      return call;
    Formula value;
    value.number = call.name == "sizeof" ? *size : 0;
    return value;
  }

  Formula character() {
    llvm::StringRef rest = text.substr(at);
    Formula value;
    if (rest.size() >= 3 && rest[1] != '\\' && rest[2] == '\'') {
      value.number = static_cast<unsigned char>(rest[1]);
      at += 3;
      return value;
    }
    constexpr llvm::StringRef letters("nrt0\\'"), meanings("\n\r\t\0\\'", 6);
    if (rest.size() >= 4 && rest[1] == '\\' && rest[3] == '\'' && letters.contains(rest[2])) {
      value.number = static_cast<unsigned char>(meanings[letters.find(rest[2])]);
      at += 4;
      return value;
    }
    fail("expected a character such as ',' in quotes");
    return value;
  }

  /// With an optional unit: 64KiB.
  double number() {
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

  std::optional<Operand> tryOperand() {
    skipSpace();
    std::size_t start = at;
    Operand operand;
    operand.pointee = at < text.size() && text[at] == '*';
    at += operand.pointee;
    llvm::StringRef name = identifier();
    if (name == "result")
      operand.base = Operand::Result;
    else if (name == "this")
      operand.base = Operand::This;
    else if (llvm::StringRef index = name; index.consume_front("arg") && !index.getAsInteger(10, operand.index))
      operand.base = Operand::Argument;
    else {
      at = start;
      return std::nullopt;
    }
    while (at < text.size() && text[at] == '.') {
      ++at;
      llvm::StringRef field = identifier();
      if (field.empty()) {
        fail("expected a field name");
        return operand;
      }
      operand.fields.push_back(field.str());
    }
    return operand;
  }

  static const FormulaFunction *findFunction(llvm::StringRef name) {
    for (const FormulaFunction &function : formulaFunctions)
      if (function.name == name)
        return &function;
    return nullptr;
  }

  static Formula binary(Formula::Kind kind, Formula left, Formula right) {
    Formula result;
    result.kind = kind;
    result.parts.push_back(std::move(left));
    result.parts.push_back(std::move(right));
    return result;
  }

  llvm::StringRef identifier() {
    std::size_t start = at;
    if (at < text.size() && (llvm::isAlpha(text[at]) || text[at] == '_'))
      while (at < text.size() && (llvm::isAlnum(text[at]) || text[at] == '_'))
        ++at;
    return text.slice(start, at);
  }

  void skipSpace() {
    while (at < text.size() && llvm::isSpace(text[at]))
      ++at;
  }

  char peek() {
    skipSpace();
    return at < text.size() ? text[at] : '\0';
  }

  bool take(char c) {
    if (failed() || peek() != c)
      return false;
    ++at;
    return true;
  }

  void expect(char c) {
    if (!take(c))
      fail(fmt::format("expected '{}'", c));
  }

  void expectEnd(llvm::StringRef wanted) {
    if (peek() != '\0')
      fail(fmt::format("expected {} or the end", wanted.str()));
  }

  bool failed() const { return !error.message.empty(); }

  void fail(std::string message) {
    if (!failed())
      error = {at, std::move(message)};
  }

  llvm::StringRef text;
  std::size_t at = 0;
  SyntaxError error;
};

} // namespace

Parsed<Formula> parseFormula(llvm::StringRef text) { return Parser(text).formula(); }
Parsed<Operand> parseOperand(llvm::StringRef text) { return Parser(text).operand(); }

std::optional<double> parseBytes(llvm::StringRef text) {
  auto parsed = parseFormula(text);
  if (!parsed.value || parsed.value->kind != Formula::Number || parsed.value->number < 0)
    return std::nullopt;
  return parsed.value->number;
}

} // namespace highwater::effects
