// isAtMost: never wrong, and right where a person would see it at a glance.

#include "RandomExpr.h"

#include <gtest/gtest.h>

namespace highwater::size {

TEST(SizeOrder, isSoundOnRandomPairs) {
  RandomExpr random(11);
  unsigned claims = 0;
  for (unsigned i = 0; i < 20000; ++i) {
    Expr a = random.next(2), b = random.below(2) ? random.next(2) : a + random.next(2);
    if (!a.isAtMost(b))
      continue;
    ++claims;
    for (unsigned j = 0; j < 5; ++j) {
      Values values = random.values();
      double x = best(a, values), y = best(b, values);
      EXPECT_TRUE(x <= y || near(x, y)) << a.str() << " <= " << b.str() << ": " << x << ", " << y;
    }
  }
  EXPECT_GT(claims, 2000u);
}

TEST(SizeOrder, seesTheObvious) {
  Expr x = Expr::symbol({"x", {}}), y = Expr::symbol({"y", {}}), z = Expr::symbol({"z", {}});
  auto grow = [](Expr c, Expr n) { return Expr::apply(Function::Growth, {c, n}); };
  EXPECT_TRUE(x.isAtMost(x));
  EXPECT_TRUE(x.isAtMost(x + y));
  EXPECT_TRUE(x.isAtMost(3 * x));
  EXPECT_TRUE(Expr(0).isAtMost(x * y));
  EXPECT_TRUE(Expr(3).isAtMost(x + 4));
  EXPECT_TRUE(x.isAtMost(Expr::max({x, y})));
  EXPECT_TRUE(Expr::min({x, y}).isAtMost(y));
  EXPECT_TRUE(Expr::max({x, y}).isAtMost(x + y));
  EXPECT_TRUE((x + z).isAtMost(Expr::max({x, y}) + z));
  EXPECT_TRUE((x + 1).isAtMost(Expr::max({x + 1, y})));
  EXPECT_TRUE(x.isAtMost(g(x)));
  EXPECT_TRUE((z * x).isAtMost(z * g(x + y)));
  EXPECT_TRUE(g(x).isAtMost(g(x + y)));
  EXPECT_TRUE(y.isAtMost(grow(y, x)));
  EXPECT_TRUE(x.isAtMost(chunk(x)));
  EXPECT_TRUE((24 * chunk(x)).isAtMost(32 * chunk(x + 1)));
  EXPECT_TRUE(Expr::apply(Function::LastGrowth, {0, x}).isAtMost(g(x)));
  EXPECT_TRUE(Expr::apply(Function::Floor, {x}).isAtMost(x));
  EXPECT_TRUE((x - y).isAtMost(x));
  EXPECT_TRUE((x - y).isAtMost(Expr::apply(Function::Positive, {x - y})));
  EXPECT_TRUE(Expr::apply(Function::Positive, {x - y}).isAtMost(x));
  EXPECT_TRUE((Expr::interval(1, 3) * x).isAtMost(3 * x + 1));
  Expr length = Expr::symbol(lengthOfLine());
  EXPECT_TRUE((x * Expr::mean(chunk(length))).isAtMost(x * Expr::mean(chunk(length + 1))));
}

TEST(SizeOrder, claimsNothingElse) {
  Expr x = Expr::symbol({"x", {}}), y = Expr::symbol({"y", {}});
  EXPECT_FALSE(x.isAtMost(y));
  EXPECT_FALSE(x.isAtMost(x * y)) << "y may be 0";
  EXPECT_FALSE(x.isAtMost(1e12));
  EXPECT_FALSE((x + 1).isAtMost(x));
  EXPECT_FALSE(Expr::max({x, y}).isAtMost(x));
  EXPECT_FALSE(Expr::apply(Function::Growth, {x, 100}).isAtMost(Expr::apply(Function::Growth, {x + 1, 100})))
      << "grow(99, 100) = 198, grow(100, 100) = 100";
  EXPECT_FALSE(x.isAtMost(Expr::unknown("")));
  EXPECT_FALSE(Expr::unknown("").isAtMost(Expr::unknown("")));
}

} // namespace highwater::size
