// The range that a number is drawn from goes along in its text, through arithmetic and calls; only a comparison looks at it.

#include "analysis/flow/Chances.h"

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Options.h"

#include "fmt/format.h"

#include <algorithm>

namespace highwater::flow {

using size::Expr;
using size::Subject;

namespace {
constexpr llvm::StringLiteral drawnHead = "drawn";
struct Drawn { double low, high; bool whole; };
} // namespace

static std::optional<double> numberIn(const Subject &literal) {
  double value = 0;
  bool spells = literal.head() == "lit" && !llvm::StringRef(literal.parts()[0].head()).getAsDouble(value);
  return spells ? std::optional(value) : std::nullopt;
}

static std::optional<Drawn> rangeOf(const Subject &text) {
  if (!isDrawn(text))
    return std::nullopt;
  auto low = numberIn(text.parts()[0]), high = numberIn(text.parts()[1]), step = numberIn(text.parts()[2]);
  return low && high && step ? std::optional(Drawn{*low, *high, *step != 0}) : std::nullopt;
}

bool isDrawn(const Subject &text) { return text.head() == drawnHead; }

Subject drawn(double low, double high, bool whole) {
  auto literal = [](double number) { return literalText(fmt::format("{}", number)); };
  return low < high ? Subject(drawnHead.str(), {literal(low), literal(high), literal(whole ? 1 : 0)}) : Subject();
}

Subject drawnAfter(llvm::StringRef op, const Value &left, const Value &right) {
  auto range = rangeOf(left.text);
  auto by = right.kind == Value::Scalar ? right.number.asConstant() : std::nullopt;
  if (op == "*" && !range)
    return isDrawn(right.text) ? drawnAfter(op, right, left) : Subject();
  if (!range || !by || *by <= 0)
    return {};
  if (op == "*")
    return drawn(range->low * *by, range->high * *by, false);
  if (op == "/")
    return drawn(range->low / *by, range->high / *by, false);
  bool most = op == "%" && range->whole && range->low >= 0 && range->high - range->low >= *by;
  return most ? drawn(0, *by, true) : Subject();
}

/// The number of the program or of its command line that a bound spells.
static Expr numberOf(const Subject &bound) {
  if (auto number = numberIn(bound))
    return *number;
  return measured("value", bound.head() == "amount" ? bound.parts()[0] : bound);
}

std::optional<Expr> chanceOf(const Subject &condition) {
  auto range = condition.parts().empty() ? std::nullopt : rangeOf(condition.parts()[0]);
  if (!range)
    return std::nullopt;
  Expr bound = numberOf(condition.parts()[1]);
  double width = range->high - range->low;
  if (condition.head() == "amounts")
    return range->whole ? 1 / width : 0;
  Expr below = bound - range->low + (range->whole && condition.head() == "atmost" ? 1 : 0);
  if (auto constant = below.asConstant())
    return std::clamp(*constant, 0.0, width) / width;
  return below / width;
}

} // namespace highwater::flow
