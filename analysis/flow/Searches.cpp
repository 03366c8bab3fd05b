// Comparisons are known by what their model says they return.

#include "analysis/flow/Searches.h"

#include "analysis/events/Arguments.h"
#include "analysis/size/Counted.h"

namespace highwater::flow {

using events::Operand;
using size::Expr;
using size::Subject;

Expr freshShare(const Subject &text) { return measured("fresh", text); }

std::optional<TextTest> textTest(const Evaluator &evaluator, const State &state, const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind == Operand::Unary && test.text == "!") {
    auto inner = textTest(evaluator, state, test.operands[0]);
    return inner ? std::optional(TextTest{inner->text, 1 - inner->equal}) : std::nullopt;
  }
  if (test.kind == Operand::Binary && (test.text == "==" || test.text == "!=") &&
      events::withoutCasts(test.operands[1]).kind == Operand::Integer && events::withoutCasts(test.operands[1]).integer == 0) {
    auto inner = textTest(evaluator, state, test.operands[0]); // equal where it is 0
    if (!inner)
      return std::nullopt;
    return TextTest{inner->text, test.text == "==" ? 1 - inner->equal : inner->equal};
  }
  if (test.kind != Operand::Read)
    return std::nullopt;
  Subject compared = evaluator.values.expand(evaluator.evaluate(state, test))->source;
  return compared.head() == comparedHead ? std::optional(TextTest{compared.parts()[0], 1}) : std::nullopt;
}

Subject orderedText(const Evaluator &evaluator, const State &state, const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  if (auto equal = textTest(evaluator, state, condition))
    return equal->text;
  if (test.kind != Operand::Binary || events::withoutCasts(test.operands[1]).kind != Operand::Integer)
    return {};
  auto ordered = textTest(evaluator, state, test.operands[0]);
  return ordered ? ordered->text : Subject();
}

std::optional<std::pair<Expr, Expr>> nullShares(const Evaluator &evaluator, const State &state, const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  auto swapped = [](std::optional<std::pair<Expr, Expr>> shares) {
    if (shares)
      std::swap(shares->first, shares->second);
    return shares;
  };
  if (test.kind == Operand::Unary && test.text == "!")
    return swapped(nullShares(evaluator, state, test.operands[0]));
  if (test.kind == Operand::Binary && (test.text == "==" || test.text == "!=") &&
      events::withoutCasts(test.operands[1]).kind == Operand::Null) {
    auto inner = nullShares(evaluator, state, test.operands[0]);
    return test.text == "==" ? swapped(inner) : inner;
  }
  if (test.kind != Operand::Read)
    return std::nullopt;
  ValueRef pointer = evaluator.values.expand(evaluator.evaluate(state, test));
  auto null = pointer->state.find(nullShare.str());
  if (pointer->kind != Value::Pointer || null == pointer->state.end())
    return std::nullopt;
  return std::pair(size::restOf(null->second), null->second);
}

} // namespace highwater::flow
