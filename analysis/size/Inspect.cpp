// Taking an expression apart, for those who recognise a shape (a loop's update of a capacity).

#include "analysis/size/Node.h"

namespace highwater::size {

static std::vector<Expr> operandsOf(const Expr &expression, Kind kind) {
  if (kindOf(expression) != kind)
    return {};
  const auto &operands = as<ApplyNode>(expression).operands;
  return {operands.begin(), operands.end()};
}

std::vector<Expr> Expr::operandsOf(Function function) const {
  if (kindOf(*this) != Kind::Apply || as<ApplyNode>(*this).function != function)
    return {};
  return size::operandsOf(*this, Kind::Apply);
}

std::vector<Expr> Expr::operandsOfMax() const { return size::operandsOf(*this, Kind::Max); }
std::vector<Expr> Expr::operandsOfMin() const { return size::operandsOf(*this, Kind::Min); }

} // namespace highwater::size
