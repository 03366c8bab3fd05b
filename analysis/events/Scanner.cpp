// Reads strings, numbers, places and operands.

#include "analysis/events/Scanner.h"

#include "llvm/ADT/StringExtras.h"

#include <cstdlib>

using namespace highwater::events;
using llvm::StringRef;

bool Scanner::atEnd() {
  skipSpaces();
  return rest.empty();
}

bool Scanner::accept(StringRef text) {
  skipSpaces();
  return rest.consume_front(text);
}

void Scanner::expect(StringRef text) {
  if (!accept(text))
    fail(("'" + text + "'").str());
}

void Scanner::fail(std::string what) {
  if (expected.empty())
    expected = std::move(what) + " before '" + rest.take_front(20).str() + "'";
  rest = "";
}

StringRef Scanner::word() {
  skipSpaces();
  StringRef letters = rest.take_while([](char c) { return llvm::isAlpha(c); });
  rest = rest.drop_front(letters.size());
  return letters;
}

std::string Scanner::quoted() {
  std::string text;
  if (!accept("\"")) {
    fail("a string");
    return text;
  }
  while (!rest.empty() && rest.front() != '"') {
    char c = rest.front();
    rest = rest.drop_front();
    if (c == '\\' && !rest.empty()) {
      c = rest.front();
      rest = rest.drop_front();
      if (c == 'n') {
        c = '\n';
      } else if (c == 'x' && rest.size() >= 2) {
        c = static_cast<char>(llvm::hexFromNibbles(rest[0], rest[1]));
        rest = rest.drop_front(2);
      }
    }
    text += c;
  }
  if (!rest.consume_front("\""))
    fail("the end of a string");
  return text;
}

std::uint64_t Scanner::number() {
  skipSpaces();
  std::uint64_t value = 0;
  if (rest.consumeInteger(10, value))
    fail("a number");
  return value;
}

std::int64_t Scanner::integer() {
  skipSpaces();
  std::int64_t value = 0;
  if (rest.consumeInteger(10, value))
    fail("a number");
  return value;
}

Location Scanner::location() {
  Location at;
  at.file = number();
  expect(":");
  at.line = number();
  expect(":");
  at.column = number();
  expect(":");
  at.offset = number();
  return at;
}

Place Scanner::place() {
  Place place;
  expect("%");
  if (rest.consume_front("-"))
    return place;
  place.root = number();
  while (true) {
    if (rest.consume_front("*")) {
      place.path.push_back({Projection::Deref, "", nullptr});
    } else if (rest.consume_front(".")) {
      place.path.push_back({Projection::Field, quoted(), nullptr});
    } else if (rest.consume_front("[")) {
      Projection step{Projection::Element, "", nullptr};
      if (!accept("]")) {
        step.index = std::make_shared<const Operand>(operand());
        expect("]");
      }
      place.path.push_back(std::move(step));
    } else {
      return place;
    }
  }
}

std::vector<Operand> Scanner::operandsUntilParenthesis() {
  std::vector<Operand> operands;
  while (!accept(")") && expected.empty())
    operands.push_back(operand());
  return operands;
}

Operand Scanner::operand() {
  Operand value = untypedOperand();
  if (rest.consume_front(":"))
    value.type = number();
  return value;
}

Operand Scanner::untypedOperand() {
  Operand value;
  if (accept("?")) {
    if (rest.consume_front("(")) {
      value.text = quoted();
      value.operands = operandsUntilParenthesis();
    }
    return value;
  }
  if (accept("null")) {
    value.kind = Operand::Null;
  } else if (accept("sizeof")) {
    value.kind = Operand::SizeOf;
  } else if (accept("cast(")) {
    value.kind = Operand::Cast;
    value.operands = operandsUntilParenthesis();
  } else if (accept("select(")) {
    value.kind = Operand::Select;
    value.operands = operandsUntilParenthesis();
  } else if (accept("(")) {
    value.text = quoted();
    value.operands = operandsUntilParenthesis();
    value.kind = value.operands.size() == 1 ? Operand::Unary : Operand::Binary;
  } else if (accept("@")) {
    value.kind = Operand::Function;
    value.text = quoted();
    if (accept("("))
      value.operands = operandsUntilParenthesis();
  } else if (accept("&")) {
    value.kind = Operand::Address;
    value.place = place();
  } else if (rest.starts_with("%")) {
    value.kind = Operand::Read;
    value.place = place();
  } else if (rest.starts_with("\"")) {
    value.kind = Operand::Text;
    value.text = quoted();
  } else if (accept("r")) {
    value.kind = Operand::Real;
    StringRef digits =
        rest.take_until([](char c) { return c == ' ' || c == ':' || c == ')' || c == ']'; });
    value.real = std::strtod(digits.str().c_str(), nullptr);
    rest = rest.drop_front(digits.size());
  } else {
    value.kind = Operand::Integer;
    value.integer = integer();
  }
  return value;
}

void Scanner::list(llvm::function_ref<void()> each) {
  expect("[");
  while (!accept("]") && expected.empty())
    each();
}
