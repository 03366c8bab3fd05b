// Substitution, solving for a symbol, and what an expression mentions.

#include "RandomExpr.h"

#include <gtest/gtest.h>

namespace highwater::size {

TEST(SizeSubstitute, bindingASymbolIsEvaluatingWithIt) {
  RandomExpr random(41);
  for (unsigned i = 0; i < 3000; ++i) {
    Expr expression = random.next();
    Values values = random.values();
    Symbol which = random.symbol();
    Expr bound = expression.substitute([&](const Symbol &symbol) -> std::optional<Expr> {
      if (symbol == which)
        return Expr(values.numbers[which].best);
      return std::nullopt;
    });
    EXPECT_FALSE(bound.mentions(which)) << bound.str();
    EXPECT_TRUE(near(best(bound, values), best(expression, values)))
        << expression.str() << " -> " << bound.str();
  }
}

TEST(SizeSubstitute, aSymbolByAnExpression) {
  RandomExpr random(42);
  for (unsigned i = 0; i < 3000; ++i) {
    Expr expression = random.next(3), replacement = g(Expr::symbol({"m", {}}) + random.below(9));
    Symbol which = random.symbol();
    Values values = random.values();
    values.numbers[{"m", {}}] = Range::exactly(1 + random.below(30));
    Expr replaced = expression.substitute(
        [&](const Symbol &symbol) { return symbol == which ? std::optional(replacement) : std::nullopt; });
    values.numbers[which] = Range::exactly(best(replacement, values));
    EXPECT_TRUE(near(best(replaced, values), best(expression, values))) << expression.str();
  }
}

TEST(SizeSubstitute, nothingReplacedIsNothingChanged) {
  RandomExpr random(43);
  for (unsigned i = 0; i < 1000; ++i) {
    Expr expression = random.next();
    EXPECT_EQ(expression.substitute([](const Symbol &) { return std::nullopt; }), expression);
    EXPECT_EQ(expression.substitute([](const Symbol &symbol) { return Expr::symbol(symbol); }), expression);
  }
}

TEST(SizeSubstitute, meansOpenWhenTheirSymbolsGo) {
  Expr length = Expr::symbol(lengthOfLine()), rows = Expr::symbol(rowsOf());
  Expr body = rows * Expr::mean(chunk(length + 1));
  Expr bound = body.substitute(
      [](const Symbol &symbol) { return symbol.varying ? std::optional(Expr(40)) : std::nullopt; });
  EXPECT_EQ(bound, 64 * rows);
}

TEST(SizeSubstitute, linearForms) {
  Symbol n{"n", {}};
  Expr x = Expr::symbol(n), rows = Expr::symbol(rowsOf());
  auto form = (3 * x * rows + 5 * x + g(rows) + 7).asLinearIn(n);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->first, 3 * rows + 5);
  EXPECT_EQ(form->second, g(rows) + 7);
  form = (x / rows).asLinearIn(n);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->first, 1 / rows);
  form = rows.asLinearIn(n);
  ASSERT_TRUE(form);
  EXPECT_TRUE(form->first.isZero());
  EXPECT_FALSE((x * x).asLinearIn(n));
  EXPECT_FALSE(g(x).asLinearIn(n));
  EXPECT_FALSE((x * g(x)).asLinearIn(n));
  EXPECT_FALSE((rows / x).asLinearIn(n));
  EXPECT_FALSE(Expr::unknown("").asLinearIn(n));
}

TEST(SizeSubstitute, mentions) {
  Expr expression = chunk(Expr::symbol(rowsOf("a"))) + Expr::mean(chunk(Expr::symbol(lengthOfLine("a"))));
  EXPECT_TRUE(expression.mentions(rowsOf("a")));
  EXPECT_FALSE(expression.mentions(rowsOf("b")));
  std::set<Symbol> symbols;
  expression.collectSymbols(symbols);
  EXPECT_EQ(symbols, (std::set<Symbol>{rowsOf("a"), lengthOfLine("a")}));
  EXPECT_EQ(*Expr::symbol(rowsOf()).asSymbol(), rowsOf());
  EXPECT_EQ(expression.asSymbol(), nullptr);
}

} // namespace highwater::size
