// How expressions read, for people and for files.

#include "RandomExpr.h"

#include <gtest/gtest.h>

namespace highwater::size {

static Subject argument(const char *index) { return Subject("argv", {Subject(index)}); }

TEST(SizeText, subjects) {
  Subject literal("lit", {Subject("x.csv")}), arg0("arg", {Subject("0")});
  EXPECT_EQ(argument("1").str(), "argv[1]");
  EXPECT_EQ(literal.str(), "'x.csv'");
  EXPECT_EQ(Subject("lit", {Subject("\n")}).str(), "'\\n'");
  EXPECT_EQ(Subject("file", {literal}).str(), "'x.csv'");
  EXPECT_EQ(Subject("line", {argument("1")}).str(), "line(argv[1])");
  EXPECT_EQ(Subject("token", {Subject("line", {arg0}), Subject("lit", {Subject(",")})}).str(), "token(line(arg0), ',')");
  EXPECT_EQ(Subject("field", {arg0, Subject("rows")}).str(), "arg0.rows");
  EXPECT_EQ(Subject("deref", {arg0}).str(), "*arg0");
  EXPECT_EQ(Subject("field", {Subject("deref", {arg0}), Subject("rows")}).str(), "arg0->rows");
  EXPECT_EQ(Subject("element", {arg0}).str(), "arg0[]");
  EXPECT_EQ(Symbol({"depth", {}}).str(), "depth");
}

TEST(SizeText, formulas) {
  Expr rows = Expr::symbol({"rows", argument("1")}), bytes = Expr::symbol({"bytes", argument("1")});
  Expr length = Expr::symbol({"len", Subject("line", {argument("1")}), true});
  Expr fields = Expr::symbol({"fields", Subject("line", {argument("1")}), true});
  EXPECT_EQ((rows * Expr::mean(chunk(length + 1)) + 32 * g(rows)).str(),
            "rows(argv[1])*chunk(len(line(argv[1])) + 1) + 32*g(rows(argv[1]))");
  auto shortName = [](const Symbol &symbol) { return symbol.measure; };
  EXPECT_EQ((rows * Expr::mean(chunk(length + 1)) + 32 * g(rows)).str(shortName), "rows·chunk(len + 1) + 32·g(rows)");
  EXPECT_EQ((4096 - bytes + rows * rows).str(shortName), "rows^2 + 4096 - bytes");
  EXPECT_EQ((bytes / 3).str(shortName), "bytes/3");
  EXPECT_EQ((1.5 * bytes).str(shortName), "1.5·bytes");
  EXPECT_EQ((2 * bytes / 3).str(shortName), "2·bytes/3");
  EXPECT_EQ((bytes / rows).str(shortName), "bytes/rows");
  EXPECT_EQ((1 / (rows * bytes)).str(shortName), "1/(rows·bytes)");
  EXPECT_EQ((0 - rows - 3).str(shortName), "-rows - 3");
  EXPECT_EQ(Expr::max({rows, bytes + 1}).str(shortName), "max(bytes + 1, rows)");
  EXPECT_EQ(Expr::worst(chunk(length)).str(shortName), "largest(chunk(len))");
  EXPECT_EQ((rows * Expr::mean(fields * chunk(length))).str(shortName), "rows·fields·chunk(len)");
  EXPECT_EQ((Expr::mean(fields * length) * Expr::mean(length)).str(shortName), "len·E[len·fields]");
  EXPECT_EQ(Expr::apply(Function::Growth, {bytes, rows}).str(shortName), "grow(bytes, rows)");
  EXPECT_EQ((Expr::interval(1, 2.5) * bytes).str(shortName), "bytes·[1, 2.5]");
  EXPECT_EQ(Expr(1048576).str(), "1048576");
  EXPECT_EQ(Expr().str(), "0");
  EXPECT_EQ(Expr::unknown("no model").str(), "unknown (no model)");
}

TEST(SizeText, serializedFormsReadBack) {
  RandomExpr random(51);
  for (unsigned i = 0; i < 5000; ++i) {
    Expr expression = random.next(5);
    std::string text = expression.serialize();
    std::optional<Expr> read = Expr::parse(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, expression) << text;
    EXPECT_EQ(read->serialize(), text);
  }
}

TEST(SizeText, awkwardNamesReadBack) {
  for (const char *name : {"", "a b", "\"", "\\", "\n", "12", "{}", "ä", "~x", "$0", "a.b"}) {
    Expr expression = Expr::symbol({"len", Subject("lit", {Subject(name), Subject()}), true}) + Expr::symbol({name, {}});
    EXPECT_EQ(Expr::parse(expression.serialize()), expression) << name;
    EXPECT_EQ(Expr::parse(Expr::unknown(name).serialize()), Expr::unknown(name)) << name;
  }
  for (double value : {0.1, 1e300, -1e-300, 1.0 / 3, 123456789012345678.0, -0.0})
    EXPECT_EQ(Expr::parse(Expr(value).serialize()), Expr(value)) << value;
}

TEST(SizeText, whatIsSharedIsWrittenOnce) {
  Expr part = chunk(g(Expr::symbol(rowsOf())) * 24 + Expr::symbol({"bytes", {}}));
  Expr expression = Expr::apply(Function::Growth, {part, 3 * part + 1});
  std::string text = expression.serialize();
  EXPECT_EQ(text.find("rows"), text.rfind("rows")) << text;
  EXPECT_EQ(Expr::parse(text), expression);
}

TEST(SizeText, whatIsNotWellFormedIsRefused) {
  for (const char *text : {"", "1 +", "rows", "rows{", "rows{a(}", "chunk()", "chunk(1, 2)", "nothing(1)", "1 2", "[1", "$0",
                           "$0 = 1; $1", "?x", "x{}^", "(1", "max()", "\"", "~", "<1", "1;", "rows{a} rows{b}", "mean(1, 2)"})
    EXPECT_FALSE(Expr::parse(text)) << text;
  EXPECT_FALSE(Expr::parse(std::string(100000, '(')));
  EXPECT_FALSE(Expr::parse("x{" + std::string(100000, '(')));
}

TEST(SizeText, usualNotationIsRead) {
  Expr rows = Expr::symbol({"rows", Subject("f")});
  EXPECT_EQ(Expr::parse("2*(rows{f} + 1) - rows{f}/4"), 1.75 * rows + 2);
  EXPECT_EQ(Expr::parse("-rows{f}"), -1 * rows);
  EXPECT_EQ(Expr::parse("rows{f}^2/rows{f}"), rows);
}

} // namespace highwater::size
