// What the functions of sizes give for known numbers, and that they grow with what they should grow with.

#include "RandomExpr.h"

#include "analysis/size/Functions.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <unordered_set>

namespace highwater::size {

static double value(Function function, std::initializer_list<double> arguments) {
  return call(function, llvm::ArrayRef<double>(arguments.begin(), arguments.size()));
}

TEST(SizeFunctions, chunkIsWhatGlibcTakes) {
  const std::pair<double, double> known[] = {
      {-1, 0}, {0, 0}, {1, 32}, {24, 32}, {25, 48}, {40, 48}, {41, 64}, {56, 64}, {80, 96},
      {131063, 131072}, {131064, 135168}, {135152, 135168}, {135153, 139264}, {1 << 20, (1 << 20) + 4096}};
  for (auto [bytes, taken] : known)
    EXPECT_EQ(value(Function::Chunk, {bytes}), taken) << bytes;
}

TEST(SizeFunctions, aGuardIsNoPartOfTheValue) {
  EXPECT_EQ(value(Function::Guarded, {5, 7, 3}), 5);
  Expr x = Expr::symbol({"x", Subject("s")}), n = Expr::symbol({"n", Subject("s")});
  Expr guarded = Expr::apply(Function::Guarded, {x, n, 10});
  EXPECT_TRUE(guarded.isAtMost(x));
  EXPECT_TRUE(x.isAtMost(guarded));
  EXPECT_EQ(Expr::apply(Function::Guarded, {x, 3, 10}), x);
  EXPECT_EQ(Expr::apply(Function::Guarded, {x, Expr::unknown("who knows"), 10}), x);
  EXPECT_EQ(Expr::parse(guarded.serialize()), guarded);
}

TEST(SizeFunctions, aDefaultHoldsWhereNothingIsGiven) {
  struct Given : Binding {
    std::map<std::string, double> numbers;
    std::optional<Range> number(const Symbol &symbol) const override {
      auto found = numbers.find(symbol.measure);
      return found == numbers.end() ? std::nullopt : std::optional(Range::exactly(found->second));
    }
  } given;
  Expr x = Expr::symbol({"x", Subject("s")}), y = Expr::symbol({"y", Subject("s")});
  Expr chosen = Expr::apply(Function::OrElse, {x * 2, y + 1});
  EXPECT_EQ(chosen.evaluate(given).unbound, std::set<Symbol>{*y.asSymbol()});
  given.numbers["y"] = 3;
  EXPECT_EQ(chosen.evaluate(given).value->best, 4);
  given.numbers["x"] = 1;
  EXPECT_EQ(chosen.evaluate(given).value->best, 2);
  EXPECT_EQ(Expr::apply(Function::OrElse, {5, y}), Expr(5));
  EXPECT_EQ(Expr::apply(Function::OrElse, {x, Expr::unknown("who knows")}), x);
  EXPECT_EQ(Expr::apply(Function::OrElse, {chosen, 7}), Expr::apply(Function::OrElse, {x * 2, 7}));
  EXPECT_EQ(Expr::apply(Function::OrElse, {x * 2, chosen}), chosen);
  EXPECT_EQ(Expr::parse(chosen.serialize()), chosen);
}

TEST(SizeFunctions, growthDoublesFromTheCapacityThereIs) {
  EXPECT_EQ(value(Function::Growth, {0, 0}), 0);
  EXPECT_EQ(value(Function::Growth, {0, 1}), 1);
  EXPECT_EQ(value(Function::Growth, {0, 5}), 8);
  EXPECT_EQ(value(Function::Growth, {0, 8}), 8);
  EXPECT_EQ(value(Function::Growth, {10, 10}), 10);
  EXPECT_EQ(value(Function::Growth, {10, 11}), 20);
  EXPECT_EQ(value(Function::Growth, {10, 81}), 160);
  EXPECT_EQ(value(Function::Growth, {0, 1 << 20}), 1 << 20);
  EXPECT_EQ(value(Function::Growth, {0, (1 << 20) + 1}), 1 << 21);
}

TEST(SizeFunctions, theCapacityBeforeTheLastDoubling) {
  EXPECT_EQ(value(Function::LastGrowth, {0, 0}), 0);
  EXPECT_EQ(value(Function::LastGrowth, {0, 1}), 0);
  EXPECT_EQ(value(Function::LastGrowth, {0, 2}), 1);
  EXPECT_EQ(value(Function::LastGrowth, {0, 5}), 4);
  EXPECT_EQ(value(Function::LastGrowth, {10, 10}), 10);
  EXPECT_EQ(value(Function::LastGrowth, {10, 11}), 10);
  EXPECT_EQ(value(Function::LastGrowth, {10, 21}), 20);
}

/// The tests run on the library that the model is of, so it can be asked.
TEST(SizeFunctions, stringsAndTablesGrowAsTheLibraryDoes) {
  std::string text;
  std::unordered_set<int> table;
  for (int i = 1; i <= 20000; ++i) {
    text += 'x';
    table.insert(i);
#ifdef __GLIBCXX__
    ASSERT_EQ(value(Function::StringGrowth, {0, double(i), 15}), text.capacity()) << i;
    ASSERT_EQ(value(Function::Buckets, {double(i)}), table.bucket_count()) << i;
#endif
  }
  EXPECT_EQ(value(Function::StringGrowth, {0, 0, 15}), 15);
  EXPECT_EQ(value(Function::StringGrowth, {100, 101, 15}), 200);
  EXPECT_EQ(value(Function::StringGrowth, {0, 23, 22}), 47);
  EXPECT_EQ(value(Function::StringGrowth, {0, 48, 22}), 95);
  EXPECT_EQ(value(Function::StringGrowth, {0, 96, 22}), 191);
}

TEST(SizeFunctions, bucketsFollowThePrimeTables) {
  const std::pair<double, double> libstdcxx[] = {{0, 0}, {1, 13}, {13, 13}, {14, 29}, {30, 59}, {1e6, 1447153}, {5967347, 5967347}};
  for (auto [elements, count] : libstdcxx)
    EXPECT_EQ(value(Function::Buckets, {elements}), count) << elements;
  const std::pair<double, double> libcxx[] = {{0, 0}, {1, 2}, {2, 2}, {3, 5}, {6, 11}, {1e6, 1646237}, {3292489, 3292489}};
  for (auto [elements, count] : libcxx)
    EXPECT_EQ(value(Function::BucketsLibcxx, {elements}), count) << elements;
  EXPECT_GE(value(Function::Buckets, {1e12}), 1e12);
}

TEST(SizeFunctions, arithmeticOnes) {
  EXPECT_EQ(value(Function::Above, {16, 15, 7}), 7);
  EXPECT_EQ(value(Function::Above, {15, 15, 7}), 0);
  EXPECT_EQ(value(Function::Floor, {2.5}), 2);
  EXPECT_EQ(value(Function::Ceil, {2.5}), 3);
  EXPECT_EQ(value(Function::Log2, {8}), 3);
  EXPECT_EQ(value(Function::Log2, {0}), 0);
  EXPECT_EQ(value(Function::Exp2, {10}), 1024);
  EXPECT_EQ(value(Function::Div, {9, 3}), 3);
  EXPECT_EQ(value(Function::Div, {9, 0}), 9);
  EXPECT_EQ(value(Function::RoundUp, {10, 8}), 16);
  EXPECT_EQ(value(Function::RoundUp, {16, 8}), 16);
  EXPECT_EQ(value(Function::RoundUp, {16, 0}), 16);
  EXPECT_EQ(value(Function::Positive, {-3}), 0);
}

TEST(SizeFunctions, applyingToNumbersFolds) {
  EXPECT_EQ(chunk(24), Expr(32));
  EXPECT_EQ(g(5), Expr(8));
  EXPECT_EQ(Expr::apply(Function::Growth, {Expr::symbol(rowsOf()), 0}), Expr::symbol(rowsOf()));
}

TEST(SizeFunctions, namesReadBack) {
  for (int i = 0; i <= static_cast<int>(Function::Positive); ++i)
    EXPECT_EQ(functionNamed(nameOf(Function(i))), Function(i));
  EXPECT_EQ(functionNamed("nothing"), std::nullopt);
}

/// The arguments in which a function does not fall.
static std::vector<unsigned> risingArguments(Function function) {
  switch (function) {
  case Function::Growth:
  case Function::LastGrowth:
  case Function::StringGrowth:
    return {1};
  case Function::Above:
    return {0, 2};
  case Function::Div:
  case Function::RoundUp:
    return {0};
  default:
    return {0};
  }
}

TEST(SizeFunctions, monotone) {
  RandomExpr random(21);
  auto number = [&] { return random.below(random.below(2) ? 40 : 200000) / (random.below(3) ? 1.0 : 4.0); };
  for (int i = 0; i <= static_cast<int>(Function::Positive); ++i) {
    Function function = Function(i);
    for (unsigned round = 0; round < 5000; ++round) {
      std::vector<double> arguments;
      for (unsigned j = 0; j < arityOf(function); ++j)
        arguments.push_back(number());
      double before = call(function, llvm::ArrayRef<double>(arguments));
      EXPECT_GE(before, 0);
      for (unsigned rising : risingArguments(function)) {
        std::vector<double> more = arguments;
        more[rising] += number();
        EXPECT_LE(before, call(function, llvm::ArrayRef<double>(more))) << nameOf(function).str() << " argument " << rising << ": "
            << arguments[rising] << " and " << more[rising];
      }
    }
  }
}

/// Whatever values lie in the ranges, the result lies in the range of the result.
TEST(SizeFunctions, rangesEncloseAllValues) {
  RandomExpr random(22);
  auto number = [&] { return double(random.below(random.below(2) ? 40 : 200000)); };
  for (int i = 0; i <= static_cast<int>(Function::Positive); ++i) {
    Function function = Function(i);
    for (unsigned round = 0; round < 5000; ++round) {
      std::vector<Range> ranges;
      for (unsigned j = 0; j < arityOf(function); ++j) {
        double low = number(), best = low + (random.below(3) ? number() : 0), high = best + (random.below(3) ? number() : 0);
        // How many characters fit inline is a constant of the library.
        ranges.push_back(function == Function::StringGrowth && j == 2 ? Range::exactly(random.below(2) ? 15 : 22) : Range{low, best, high});
      }
      Range result = call(function, llvm::ArrayRef<Range>(ranges));
      for (unsigned sample = 0; sample < 10; ++sample) {
        std::vector<double> inside;
        for (const Range &range : ranges)
          inside.push_back(range.low + std::floor((range.high - range.low) * random.below(5) / 4));
        double exact = call(function, llvm::ArrayRef<double>(inside));
        EXPECT_TRUE(result.low <= exact || near(result.low, exact)) << nameOf(function).str() << " " << result.low << " " << exact;
        EXPECT_TRUE(exact <= result.high || near(exact, result.high)) << nameOf(function).str() << " " << result.high << " " << exact;
      }
      EXPECT_LE(result.low, result.best);
      EXPECT_LE(result.best, result.high);
    }
  }
}

} // namespace highwater::size
