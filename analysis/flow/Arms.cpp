// `c ? a : b` where the condition does not decide, but says which of the two matters.

#include "analysis/flow/Arms.h"

#include "analysis/events/Arguments.h"

namespace highwater::flow {

using events::Operand;
using size::Expr;

/// `n ? 2 * n : 16`, `n == 0 ? 16 : 2 * n`: what stands for nothing at all is small beside the rest. `end == npos ? end : end - at`:
/// all there is goes to no separator, the rest of many goes to one. The arm for the rest; 0 if there is none.
unsigned Evaluator::armForMany(const State &state, const Operand &select) const {
  const Operand *tested = &select.operands[0];
  if (tested->kind == Operand::Binary && tested->operands.size() == 2 &&
      number(state, tested->operands[1]).asConstant())
    tested = &tested->operands[0];
  const Expr count = number(state, *tested);
  const size::Symbol *symbol = count.asSymbol();
  if (!symbol)
    return 0;
  for (unsigned arm : {1, 2}) {
    Expr one = number(state, select.operands[arm]), other = number(state, select.operands[3 - arm]);
    bool found = symbol->measure == "position" && other == count && one != count;
    if (!one.isUnknown() && one.mentions(*symbol) && (other.asConstant() || found))
      return arm;
  }
  return 0;
}

/// `a < b ? a : b`: the smaller of two numbers, or the larger one.
std::optional<Expr> Evaluator::smallerOrLarger(const State &state, const Operand &select) const {
  const Operand &test = events::withoutCasts(select.operands[0]);
  bool less = test.text == "<" || test.text == "<=", more = test.text == ">" || test.text == ">=";
  if (test.kind != Operand::Binary || (!less && !more))
    return std::nullopt;
  Expr left = number(state, test.operands[0]), right = number(state, test.operands[1]);
  Expr first = number(state, select.operands[1]), second = number(state, select.operands[2]);
  if (left.isUnknown() || right.isUnknown() || left == right)
    return std::nullopt;
  if (first == left && second == right)
    return less ? Expr::min({left, right}) : Expr::max({left, right});
  if (first == right && second == left)
    return less ? Expr::max({left, right}) : Expr::min({left, right});
  return std::nullopt;
}

std::optional<Expr> multipliedFrom(const ValueRef &many, const Expr &start) {
  if (many->kind != Value::Scalar || start.asConstant().value_or(0) <= 0)
    return std::nullopt;
  std::set<size::Symbol> symbols;
  many->number.collectSymbols(symbols);
  auto linear = symbols.size() == 1 ? many->number.asLinearIn(*symbols.begin()) : std::nullopt;
  bool multiplied = linear && linear->first.asConstant().value_or(0) > 1 && linear->second.isZero();
  return multiplied ? std::optional(Expr::max({many->number, start})) : std::nullopt;
}

} // namespace highwater::flow
