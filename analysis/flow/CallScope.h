// What the names of a call's formulas mean: the object's state, the arguments, what they measure.

#pragma once

#include "analysis/flow/CallSite.h"
#include "analysis/flow/Formula.h"

namespace highwater::flow {

class CallScope final : public FormulaScope {
public:
  CallScope(const CallSite &site, const Evaluator &evaluator, const State &state)
      : site(site), evaluator(evaluator), state_(state) {}

  std::optional<size::Expr> state(llvm::StringRef name) const override;
  size::Expr operand(const effects::Operand &operand) const override;
  size::Expr measure(llvm::StringRef measure, const effects::Operand &operand) const override;
  size::Expr distance(const effects::Operand &from, const effects::Operand &to) const override;
  size::Expr same(const effects::Operand &one, const effects::Operand &other) const override;
  size::Expr separators(const effects::Operand &text, const effects::Operand &counted) const override;
  size::Expr heapOfArgument(unsigned index) const override;
  TypeRef argument(unsigned index) const override;
  std::optional<std::string> spelled(const effects::Operand &operand) const override;

  /// The object an operand names.
  Resolved resolve(const effects::Operand &operand) const;
  /// The identity of a text-valued formula: an operand, `concat(a, b)`.
  size::Subject text(const effects::Formula &formula) const;
  size::Subject formatted(const effects::Operand &format) const;
  size::Subject textOf(const ValueRef &value) const;
  /// The number that is next at a pointer into a text; the text itself at its beginning.
  size::Subject numberIn(const ValueRef &pointer) const;
  /// The record that an argument was cut at, when the call takes a piece of `whole`.
  size::Subject pieceOf(const size::Subject &whole) const;
  /// What was searched for to know where the `rest` of a text begins that the call takes.
  size::Subject searchedFor(const size::Subject &rest) const;

  ValueRef result = emptyValue(); ///< what `result` names

private:
  bool takesRest() const;
  bool isEmptyText(const effects::Formula &formula) const;
  size::Subject cutOf(const size::Subject &whole) const;
  size::Expr sizeOf(const effects::Operand &operand) const;

  const CallSite &site;
  const Evaluator &evaluator;
  const State &state_;
};

} // namespace highwater::flow
