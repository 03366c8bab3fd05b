// Reads what Serialize.cpp writes. Anything else is refused as a whole.

#include "analysis/size/Node.h"

#include "llvm/ADT/StringExtras.h"

#include <charconv>
#include <cmath>

namespace highwater::size {

namespace {

/// Recursive descent; the first mistake ends it and leaves `failed`.
class Parser {
public:
  explicit Parser(llvm::StringRef text) : text(text) {}

  std::optional<Expr> run();

private:
  Expr sum();
  Expr term();
  Expr primary(bool &opaque);
  Expr call(const std::string &name);
  Expr symbol(std::string measure, bool varying);
  Subject subject();
  std::string word();
  std::string quoted();
  double number();
  unsigned index();

  void skipSpace() { text = text.ltrim(' '); }
  bool accept(llvm::StringRef token) {
    skipSpace();
    return text.consume_front(token);
  }
  bool expect(llvm::StringRef token) { return accept(token) || !fail(); }
  bool fail() {
    text = "";
    return failed = true;
  }

  llvm::StringRef text;
  std::vector<Expr> definitions;
  unsigned depth = 0;
  bool failed = false;
};

} // namespace

std::optional<Expr> Parser::run() {
  while (true) {
    llvm::StringRef start = text;
    // A definition or the first use of one, which only what follows tells.
    if (accept("$") && index() == definitions.size() && accept("=")) {
      definitions.push_back(sum());
      if (!expect(";"))
        return std::nullopt;
      continue;
    }
    text = start;
    failed = false;
    break;
  }
  Expr result = sum();
  skipSpace();
  if (failed || !text.empty())
    return std::nullopt;
  return result;
}

Expr Parser::sum() {
  constexpr unsigned DeepestNesting = 4 * MaximalDepth;
  if (++depth > DeepestNesting)
    fail();
  std::vector<Expr> terms;
  bool negative = accept("-");
  do {
    Expr next = term();
    terms.push_back(negative ? scaled(next, -1) : next);
    negative = false;
    if (accept("+"))
      continue;
    negative = accept("-");
    if (!negative)
      break;
  } while (!failed);
  --depth;
  return terms.size() == 1 ? terms[0] : Expr::sum(terms);
}

/// Factors are collected, not multiplied out, so that opaque sums stay what they are.
Expr Parser::term() {
  double coefficient = 1;
  llvm::SmallVector<Factor, 4> factors;
  Expr rest = 1;
  bool divides = false;
  do {
    bool opaque = false;
    Expr base = primary(opaque);
    int power = 1;
    if (accept("^"))
      power = static_cast<int>(std::clamp(number(), -99.0, 99.0));
    if (divides)
      power = -power;
    if (auto constant = base.asConstant()) {
      coefficient *= std::pow(*constant, power);
    } else if (opaque || (kindOf(base) != Kind::Sum && kindOf(base) != Kind::Unknown)) {
      ProductView view(base);
      for (const Factor &factor : view.factors)
        if (power != 0)
          factors.push_back({factor.base, factor.power * power});
    } else {
      for (int i = 0; i < std::abs(power); ++i)
        rest = power > 0 ? rest * base : rest / base;
    }
    divides = false;
    if (accept("*"))
      continue;
    divides = accept("/");
    if (!divides)
      break;
  } while (!failed);
  return scaled(productOf(factors), coefficient) * rest;
}

Expr Parser::primary(bool &opaque) {
  skipSpace();
  if (failed || text.empty()) {
    fail();
    return 0;
  }
  if (llvm::isDigit(text.front()) || text.front() == '-')
    return number();
  if (accept("$")) {
    unsigned which = index();
    if (which < definitions.size())
      return definitions[which];
    fail();
    return 0;
  }
  if (accept("?"))
    return Expr::unknown(quoted());
  if (accept("[")) {
    double low = number();
    expect(",");
    double high = number();
    expect("]");
    return Expr::interval(low, high);
  }
  if (accept("(")) {
    Expr inner = sum();
    expect(")");
    return inner;
  }
  if (accept("<")) {
    Expr inner = sum();
    expect(">");
    opaque = kindOf(inner) == Kind::Sum;
    return inner;
  }
  if (accept("~"))
    return symbol(word(), true);
  std::string name = word();
  if (accept("("))
    return call(name);
  return symbol(std::move(name), false);
}

Expr Parser::call(const std::string &name) {
  std::vector<Expr> operands = {sum()};
  while (accept(","))
    operands.push_back(sum());
  if (!expect(")"))
    return 0;
  if (name == "max")
    return extremum(Kind::Max, operands, /*prune=*/false);
  if (name == "min")
    return extremum(Kind::Min, operands, /*prune=*/false);
  if (name == "mean" && operands.size() == 1)
    return Expr::mean(operands[0]);
  if (name == "worst" && operands.size() == 1)
    return Expr::worst(operands[0]);
  auto function = functionNamed(name);
  if (function && operands.size() == arityOf(*function))
    return Expr::apply(*function, operands);
  fail();
  return 0;
}

Expr Parser::symbol(std::string measure, bool varying) {
  if (!expect("{"))
    return 0;
  Subject about = accept("}") ? Subject() : subject();
  if (!about.empty() && !expect("}"))
    return 0;
  return Expr::symbol({std::move(measure), std::move(about), varying});
}

Subject Parser::subject() {
  if (accept("-"))
    return {};
  std::string head = word();
  std::vector<Subject> parts;
  if (failed || !accept("("))
    return Subject(std::move(head));
  if (++depth > MaximalDepth)
    fail();
  do
    parts.push_back(subject());
  while (!failed && accept(","));
  expect(")");
  --depth;
  return Subject(std::move(head), std::move(parts));
}

std::string Parser::word() {
  skipSpace();
  if (text.starts_with("\""))
    return quoted();
  llvm::StringRef found = text.take_while(
      [](char character) { return llvm::isAlnum(character) || character == '_' || character == '.'; });
  if (found.empty())
    fail();
  else
    text = text.drop_front(found.size());
  return found.str();
}

std::string Parser::quoted() {
  std::string out;
  if (!expect("\""))
    return out;
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\') {
      unsigned code = 0;
      if (text.substr(1, 2).getAsInteger(16, code))
        return fail(), out;
      out += static_cast<char>(code);
      text = text.drop_front(3);
    } else {
      out += text.front();
      text = text.drop_front();
    }
  }
  expect("\"");
  return out;
}

double Parser::number() {
  skipSpace();
  double value = 0;
  auto [end, error] = std::from_chars(text.begin(), text.end(), value);
  if (error != std::errc())
    fail();
  else
    text = text.drop_front(end - text.begin());
  return value;
}

unsigned Parser::index() {
  unsigned value = 0;
  if (text.consumeInteger(10, value))
    fail();
  return value;
}

std::optional<Expr> Expr::parse(llvm::StringRef text) { return Parser(text).run(); }

} // namespace highwater::size
