// The degree abstraction.

#include "RandomExpr.h"

#include <gtest/gtest.h>

#include <cmath>

namespace highwater::size {

TEST(SizeDegree, growth) {
  Expr rows = Expr::symbol(rowsOf()), length = Expr::symbol(lengthOfLine());
  EXPECT_TRUE(growsWithInput(rows));
  EXPECT_TRUE(growsWithInput(rows * Expr::mean(chunk(length)) + 5));
  EXPECT_TRUE(growsWithInput(g(rows)));
  EXPECT_TRUE(growsWithInput(Expr::max({4096, rows})));
  EXPECT_TRUE(growsWithInput(Expr::symbol({"len", Subject("arg", {Subject("0")})})));
  EXPECT_FALSE(growsWithInput(1e15));
  EXPECT_FALSE(growsWithInput(chunk(length + 1))) << "one record is small";
  EXPECT_FALSE(growsWithInput(Expr::symbol(fieldsOfLine())));
  EXPECT_FALSE(growsWithInput(64 * Expr::symbol({"hardware_concurrency", {}})));
  EXPECT_FALSE(growsWithInput(Expr::min({4096, rows})));
  EXPECT_FALSE(growsWithInput(Expr::apply(Function::Log2, {rows})));
  EXPECT_FALSE(growsWithInput(rows / rows * 7));
  EXPECT_FALSE(growsWithInput(Expr::unknown("no model")));
}

TEST(SizeDegree, order) {
  Expr rows = Expr::symbol(rowsOf());
  EXPECT_GT(magnitude(rows * rows), magnitude(1e6 * rows));
  EXPECT_GT(magnitude(2 * rows), magnitude(rows));
  EXPECT_EQ(magnitude(rows, 1000), 1000);
  EXPECT_EQ(magnitude(Expr::interval(1, 9)), 9);
  EXPECT_TRUE(std::isinf(magnitude(Expr::unknown("no model"))));
}

} // namespace highwater::size
