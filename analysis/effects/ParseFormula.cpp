// Recursive descent over one formula or operand.

#include "analysis/effects/FormulaLexer.h"

#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace highwater::effects {

namespace {

class Parser : FormulaLexer {
public:
  using FormulaLexer::FormulaLexer;

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
    if (peek() == '\'') {
      Formula value;
      value.number = character();
      return value;
    }
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
    const FormulaFunction *function = findFormulaFunction(name);
    if (!function) {
      llvm::StringRef near = nearestFormulaFunction(name);
      at = start;
      fail(fmt::format("unknown function '{}'", name.str()) +
           (near.empty() ? "" : fmt::format("; did you mean '{}'?", near.str())));
      return {};
    }
    if (name == "sizeof" || name == "alignof" || name == "heap" || name == "slowhash")
      typeArguments(result);
    else if (peek() != ')')
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

  static Formula binary(Formula::Kind kind, Formula left, Formula right) {
    Formula result;
    result.kind = kind;
    result.parts.push_back(std::move(left));
    result.parts.push_back(std::move(right));
    return result;
  }

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
