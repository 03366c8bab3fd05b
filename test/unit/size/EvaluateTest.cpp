// Evaluation: ranges, expectations over samples, and what is said when something is missing.

#include "RandomExpr.h"

#include <gtest/gtest.h>

#include <cmath>

namespace highwater::size {

TEST(SizeEvaluate, growsWithItsBinding) {
  RandomExpr random(31, {.negative = false, .falling = false});
  for (unsigned i = 0; i < 3000; ++i) {
    Expr expression = random.next();
    Values values = random.values(), more = values;
    for (auto &[symbol, range] : more.numbers)
      if (!symbol.varying)
        range = Range::exactly(range.best + random.below(500));
    for (auto &[symbol, draws] : more.samples) {
      unsigned longer = random.below(20);
      for (Draw &draw : draws)
        draw.value += longer;
      more.numbers[symbol] = Range::exactly(more.numbers[symbol].best + longer);
    }
    double before = best(expression, values), after = best(expression, more);
    EXPECT_TRUE(before <= after || near(before, after)) << expression.str() << ": " << before << ", " << after;
  }
}

TEST(SizeEvaluate, rangesEncloseExactValues) {
  RandomExpr random(32);
  for (unsigned i = 0; i < 3000; ++i) {
    Expr expression = random.next(3);
    Values exact = random.values(), wide = exact;
    for (auto &[symbol, range] : wide.numbers)
      if (!symbol.varying)
        range = {std::max(1.0, range.best - random.below(5)), range.best, range.best + random.below(50)};
    Evaluation outcome = expression.evaluate(wide);
    ASSERT_TRUE(outcome.value);
    double value = best(expression, exact);
    EXPECT_TRUE(outcome.value->low <= value || near(outcome.value->low, value)) << expression.str();
    EXPECT_TRUE(value <= outcome.value->high || near(outcome.value->high, value)) << expression.str();
    EXPECT_TRUE(near(outcome.value->best, value)) << expression.str();
  }
}

TEST(SizeEvaluate, intervals) {
  Range range = *Expr::interval(4, 9).evaluate(Values()).value;
  EXPECT_EQ(range.low, 4);
  EXPECT_DOUBLE_EQ(range.best, 6);
  EXPECT_EQ(range.high, 9);
  EXPECT_EQ(Expr::interval(0, 9).evaluate(Values()).value->best, 4.5);
  range = *(100 - Expr::interval(4, 9)).evaluate(Values()).value;
  EXPECT_EQ(range.low, 91);
  EXPECT_EQ(range.high, 96);
  EXPECT_EQ(Expr::interval(4, 9) - Expr::interval(4, 9), Expr(0));
  EXPECT_EQ(Expr::interval(3, 3), Expr(3));
}

TEST(SizeEvaluate, namesAllThatIsMissing) {
  Expr rows = Expr::symbol(rowsOf()), n = Expr::symbol({"n", {}}), length = Expr::symbol(lengthOfLine());
  Evaluation outcome = (rows * g(n) + Expr::mean(chunk(length))).evaluate(Values());
  EXPECT_FALSE(outcome.value);
  EXPECT_EQ(outcome.unbound, (std::set<Symbol>{rowsOf(), {"n", {}}, lengthOfLine()}));
  outcome = (rows + Expr::unknown("no model")).evaluate(Values());
  EXPECT_FALSE(outcome.value);
  EXPECT_EQ(outcome.reasons, std::set<std::string>{"no model"});
}

/// Short strings need no heap: the mean of the sizes is not the size at the mean length.
TEST(SizeEvaluate, meansAreOverDraws) {
  Expr length = Expr::symbol(lengthOfLine());
  Expr heap = Expr::apply(Function::Above, {length, 15, chunk(length + 1)});
  Values values;
  values.samples[lengthOfLine()] = {{10, 3}, {40, 1}};
  values.numbers[lengthOfLine()] = Range::exactly(17.5);
  EXPECT_EQ(best(Expr::mean(heap), values), 64 / 4.0);
  EXPECT_EQ(best(Expr::worst(heap), values), 64);
  EXPECT_EQ(best(Expr::mean(length), values), 17.5);
  values.samples.clear();
  EXPECT_EQ(best(Expr::mean(heap), values), 32) << "chunk(18.5): without a sample, at the mean";
}

TEST(SizeEvaluate, drawsOfSeveralSymbolsAreIndependent) {
  Symbol x{"x", {}, true}, y{"y", {}, true};
  Values values;
  values.samples[x] = {{1, 1}, {3, 1}};
  values.samples[y] = {{10, 1}, {20, 3}};
  values.numbers[x] = Range::exactly(2);
  values.numbers[y] = Range::exactly(17.5);
  Expr product = Expr::symbol(x) * Expr::symbol(y);
  EXPECT_EQ(best(Expr::mean(product), values), 35);
  EXPECT_EQ(best(Expr::worst(product), values), 60);
  EXPECT_EQ(best(Expr::mean(Expr::max({Expr::symbol(x) * 10, Expr::symbol(y)})), values), (10 + 3 * 20 + 30 + 3 * 30) / 8.0);
}

TEST(SizeEvaluate, manyDrawsAreThinnedOutOnce) {
  Symbol symbols[] = {{"x", {}, true}, {"y", {}, true}, {"z", {}, true}};
  Values values;
  Expr product = 1;
  for (const Symbol &symbol : symbols) {
    for (unsigned i = 1; i <= 999; ++i)
      values.samples[symbol].push_back({double(i), 1});
    values.numbers[symbol] = Range::exactly(500);
    product = product * Expr::symbol(symbol);
  }
  EXPECT_NEAR(best(Expr::mean(product), values), 125e6, 1e6);
  EXPECT_EQ(best(Expr::worst(product), values), 999.0 * 999 * 999);
  EXPECT_EQ(best(Expr::mean(product), values), best(Expr::mean(product), values));
}

TEST(SizeEvaluate, theUncertaintyOfAMeanIsThatOfItsDraws) {
  Values values;
  values.samples[lengthOfLine()] = {{10, 1}, {30, 1}};
  values.numbers[lengthOfLine()] = {18, 20, 22};
  Expr length = Expr::symbol(lengthOfLine());
  Range range = *Expr::mean(3 * length * length).evaluate(values).value;
  EXPECT_DOUBLE_EQ(range.best, 1500);
  EXPECT_DOUBLE_EQ(range.low, 1500 * 0.81);
  EXPECT_DOUBLE_EQ(range.high, 1500 * 1.21);
}

/// A table of 500,000 records of ten numbers, read line by line and parsed. 160.8 MB were measured, of which the process
/// itself takes 3.2.
TEST(SizeEvaluate, aMeasuredPipeline) {
  Expr rows = Expr::symbol(rowsOf()), length = Expr::symbol(lengthOfLine()), fields = Expr::symbol(fieldsOfLine());
  Expr lines = rows * Expr::mean(Expr::apply(Function::Above, {length, 15, chunk(length + 1)})) + 32 * g(rows);
  Expr table = rows * Expr::mean(chunk(8 * g(fields))) + 24 * g(rows);
  Values values;
  values.numbers[rowsOf()] = Range::exactly(500000);
  values.numbers[lengthOfLine()] = Range::exactly(89);
  values.numbers[fieldsOfLine()] = Range::exactly(10);
  EXPECT_NEAR(best(lines + table, values) + 3.2e6, 160.8e6, 0.005 * 160.8e6);
}

} // namespace highwater::size
