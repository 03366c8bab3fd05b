// The remainders of a number that counts come in turn, each as often as any other.

#include "analysis/flow/Strides.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Limits.h"
#include "analysis/size/Counted.h"

namespace highwater::flow {

using events::Operand;
using size::Expr;

static bool isRemainder(const Operand &operand) { return operand.kind == Operand::Binary && (operand.text == "%" || operand.text == "&"); }

std::optional<Expr> shareOfStride(const Operand &condition, llvm::function_ref<Expr(const Operand &)> number) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind == Operand::Unary && test.text == "!") {
    auto share = shareOfStride(test.operands[0], number);
    return share ? std::optional(size::restOf(*share)) : std::nullopt;
  }
  bool compares = test.kind == Operand::Binary && (test.text == "==" || test.text == "!=");
  const Operand &rest = compares ? events::withoutCasts(test.operands[0]) : test;
  if (!isRemainder(rest) || (compares && !number(test.operands[1]).asConstant()))
    return std::nullopt;
  Expr counted = number(rest.operands[0]), step = number(rest.operands[1]) + Expr(rest.text == "&" ? 1 : 0);
  bool fixed = !step.isUnknown() && !changesInLoop(step) && step.asConstant().value_or(1) >= 1;
  if (!fixed || counted.isUnknown() || counted.asConstant())
    return std::nullopt;
  Expr once = Expr(1) / (step.asConstant() ? step : Expr::max({1, step}));
  return compares && test.text == "==" ? once : size::restOf(once);
}

} // namespace highwater::flow
