// How the random expressions of property tests are drawn.

#include "RandomExpr.h"

#include <gtest/gtest.h>

#include <cmath>

namespace highwater::size {

static Subject fileNamed(const char *name) { return Subject("file", {Subject("lit", {Subject(name)})}); }

Symbol rowsOf(const char *file) { return {"rows", fileNamed(file), false}; }
Symbol lengthOfLine(const char *file) { return {"len", Subject("line", {fileNamed(file)}), true}; }
Symbol fieldsOfLine(const char *file) { return {"fields", Subject("line", {fileNamed(file)}), true}; }

std::optional<Range> Values::number(const Symbol &symbol) const {
  auto found = numbers.find(symbol);
  return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Draw> Values::draws(const Symbol &symbol) const {
  auto found = samples.find(symbol);
  return found == samples.end() ? std::vector<Draw>() : found->second;
}

static const std::vector<Symbol> &fixedSymbols() {
  static const std::vector<Symbol> all = {rowsOf("a"), rowsOf("b"), {"bytes", fileNamed("a")}, {"n", {}}};
  return all;
}

static const std::vector<Symbol> &varyingSymbols() {
  static const std::vector<Symbol> all = {lengthOfLine("a"), fieldsOfLine("a"), lengthOfLine("b")};
  return all;
}

Symbol RandomExpr::symbol() { return fixedSymbols()[below(fixedSymbols().size())]; }
Symbol RandomExpr::varyingSymbol() { return varyingSymbols()[below(varyingSymbols().size())]; }

Expr RandomExpr::coefficient() {
  double value = (1 + below(40)) / 4.0;
  return shape.negative && below(3) == 0 ? -value : value;
}

Expr RandomExpr::leaf() {
  if (inFold && below(2))
    return Expr::symbol(varyingSymbol());
  switch (below(shape.intervals ? 6 : 5)) {
  case 0:
    return coefficient();
  case 5:
    return Expr::interval(1 + below(4), 8);
  default:
    return Expr::symbol(symbol());
  }
}

Expr RandomExpr::application(unsigned depth) {
  Expr first = next(depth - 1);
  switch (below(shape.falling ? 13 : 9)) {
  case 0: return Expr::apply(Function::Chunk, {first});
  case 1: return Expr::apply(Function::Growth, {below(3), first});
  case 2: return Expr::apply(Function::StringGrowth, {0, first, below(2) ? 15 : 22});
  case 3: return Expr::apply(Function::Above, {first, below(30), Expr::symbol(symbol())});
  case 4: return Expr::apply(below(2) ? Function::Buckets : Function::BucketsLibcxx, {first});
  case 5: return Expr::apply(below(2) ? Function::Floor : Function::Ceil, {first});
  case 6: return Expr::apply(Function::Log2, {first + Expr::symbol(rowsOf("a"))}); // of a number it would not be exact
  case 7: return Expr::apply(Function::RoundUp, {first, 1u << below(4)});
  case 8: return Expr::apply(Function::Positive, {first});
  case 9: return Expr::apply(Function::LastGrowth, {next(depth - 1), first});
  case 10: return Expr::apply(Function::Growth, {next(depth - 1), first});
  case 11: return Expr::apply(Function::Div, {first, Expr::symbol(rowsOf("a")) + Expr::symbol(rowsOf("b"))});
  default: return first / Expr::symbol(symbol());
  }
}

Expr RandomExpr::next(unsigned depth) {
  if (depth == 0)
    return leaf();
  // Drawn one after the other: the order of operands is the compiler's choice.
  unsigned what = below(10);
  Expr first = what >= 7 ? Expr() : next(depth - 1);
  Expr second = what <= 3 || what == 5 || what == 6 ? next(depth - 1) : Expr();
  switch (what) {
  case 0:
  case 1:
    return first + second;
  case 2:
    return shape.negative ? first - second : first + 1;
  case 3:
    return first * second;
  case 4:
    return first * coefficient();
  case 5:
    return Expr::max({first, second});
  case 6:
    return Expr::min({first, second, next(depth - 1)});
  case 7: {
    if (!shape.varying || inFold)
      return leaf();
    inFold = true;
    Expr body = next(depth - 1);
    inFold = false;
    return below(3) ? Expr::mean(body) : Expr::worst(body);
  }
  default:
    return application(depth);
  }
}

Values RandomExpr::values() {
  Values result;
  for (const Symbol &symbol : fixedSymbols())
    result.numbers[symbol] = Range::exactly(1 + below(below(2) ? 50 : 5000));
  for (const Symbol &symbol : varyingSymbols()) {
    double total = 0, weights = 0;
    for (unsigned i = 0, count = 1 + below(4); i < count; ++i) {
      Draw draw{1.0 + below(40), 1.0 + below(3)};
      result.samples[symbol].push_back(draw);
      total += draw.value * draw.weight;
      weights += draw.weight;
    }
    result.numbers[symbol] = Range::exactly(total / weights);
  }
  return result;
}

double best(const Expr &expression, const Binding &binding) {
  Evaluation outcome = expression.evaluate(binding);
  EXPECT_TRUE(outcome.value) << expression.str();
  return outcome.value ? outcome.value->best : std::nan("");
}

bool near(double left, double right) {
  return std::abs(left - right) <= 1e-9 * std::max({1.0, std::abs(left), std::abs(right)});
}

} // namespace highwater::size
