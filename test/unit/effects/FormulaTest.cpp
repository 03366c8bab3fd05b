// Formulas and operands are printed as they are read.

#include "analysis/effects/Syntax.h"

#include <gtest/gtest.h>

using namespace highwater::effects;

static std::string again(llvm::StringRef text) {
  auto parsed = parseFormula(text);
  return parsed.value ? print(*parsed.value) : parsed.error.message;
}

TEST(ModelFormula, IsPrintedAsItIsRead) {
  for (const char *text : {"1", "size", "a + b*c", "(a + b)*c", "a - (b - c)", "a - b - c", "a/(b*c)", "[1, 2]", "?",
                           "max(2*capacity, size)", "chunk(capacity*sizeof(T0)) + size*heap(T0)", "sizeof(T0, T1)",
                           "arg0.size + *arg1", "result", "this.element.size", "distance(arg0, arg1)",
                           "sizeof(acme::Pair<int, T0>)", "concat(this, arg0)", "0.15*size"})
    EXPECT_EQ(again(text), text);
}

TEST(ModelFormula, ReadsUnitsAndCharacters) {
  EXPECT_EQ(again("4KiB"), "4096");
  EXPECT_EQ(again("2 * 1.5MiB"), "2*1572864");
  EXPECT_EQ(again("1_000"), "1000");
  EXPECT_EQ(again("','"), "44");
  EXPECT_EQ(again("'\\n'"), "10");
  EXPECT_EQ(again("-1"), "-1");
  EXPECT_EQ(again("+arg0 - 1"), "arg0 - 1");
}

TEST(ModelFormula, KnowsTheSizesOfTheLanguagesTypes) {
  EXPECT_EQ(again("sizeof(unsigned char)"), "1");
  EXPECT_EQ(again("sizeof(double)*2"), "8*2");
  EXPECT_EQ(again("heap(int)"), "0");
}

TEST(ModelFormula, SaysWhatIsWrong) {
  EXPECT_EQ(again(""), "the formula ends too early");
  EXPECT_EQ(again("a +"), "the formula ends too early");
  EXPECT_EQ(again("a b"), "expected an operator or the end");
  EXPECT_EQ(again("chunk(1, 2)"), "'chunk' takes 1 argument");
  EXPECT_EQ(again("mx(1)"), "unknown function 'mx'; did you mean 'max'?");
  EXPECT_EQ(again("(1"), "expected ')'");
  EXPECT_EQ(again("this."), "expected a field name");
}

TEST(ModelOperand, IsPrintedAsItIsRead) {
  for (const char *text : {"this", "result", "arg0", "*arg12", "arg1.size", "this.element", "*arg0.a.b"}) {
    auto parsed = parseOperand(text);
    ASSERT_TRUE(parsed.value) << text;
    EXPECT_EQ(print(*parsed.value), text);
  }
  EXPECT_FALSE(parseOperand("size").value);
  EXPECT_FALSE(parseOperand("arg").value);
  EXPECT_FALSE(parseOperand("arg0 + 1").value);
}
