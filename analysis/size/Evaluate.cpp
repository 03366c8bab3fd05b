// Turning expressions into numbers.

#include "analysis/size/Draws.h"
#include "analysis/size/Functions.h"
#include "analysis/size/Node.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace highwater::size {

namespace {

/// Evaluates a graph, each node once; what is missing is collected and counts as 0 meanwhile.
class Evaluator {
public:
  explicit Evaluator(const Binding &binding) : binding(binding) {}

  Evaluation run(const Expr &expression);

private:
  Range visit(const Expr &expression);
  Range number(const Symbol &symbol);
  bool isBound(const Expr &expression);
  Range overDraws(const ApplyNode &node);
  const std::vector<Draw> &sampleOf(const Symbol &symbol);

  const Binding &binding;
  std::map<Symbol, std::vector<Draw>> samples; ///< merged once, since files have many records
  Evaluation outcome;
  llvm::DenseMap<const Expr::Node *, Range> values;
};

/// The part of an expression that depends on varying symbols, in an order that can be computed from left to right: only
/// this is computed again for every draw.
struct Tape {
  std::vector<const Expr::Node *> order;
  llvm::DenseMap<const Expr::Node *, unsigned> slots;
  std::vector<std::pair<Symbol, unsigned>> symbols;

  void add(const Expr &expression);
};

} // namespace

static Range compute(const Expr::Node &node, llvm::function_ref<Range(const Expr &)> valueOf) {
  switch (node.kind) {
  case Kind::Constant:
    return Range::exactly(as<ConstantNode>(node).value);
  case Kind::Interval: {
    auto [low, high] = std::pair(as<IntervalNode>(node).low, as<IntervalNode>(node).high);
    return {low, low > 0 ? std::sqrt(low) * std::sqrt(high) : (low + high) / 2, high};
  }
  case Kind::Product: {
    Range result = Range::exactly(1);
    for (const Factor &factor : as<ProductNode>(node).factors)
      result = product(result, power(valueOf(factor.base), factor.power));
    return result;
  }
  case Kind::Sum: {
    Range result = Range::exactly(as<SumNode>(node).constant);
    for (const Term &term : as<SumNode>(node).terms)
      result = sum(result, valueOf(term.product), term.coefficient);
    return result;
  }
  default:
    break;
  }
  const ApplyNode &application = as<ApplyNode>(node);
  llvm::SmallVector<Range, 4> operands;
  for (const Expr &operand : application.operands)
    operands.push_back(valueOf(operand));
  if (node.kind == Kind::Apply)
    return call(application.function, llvm::ArrayRef<Range>(operands));
  Range result = operands[0];
  auto pick = [&](double left, double right) {
    return node.kind == Kind::Max ? std::max(left, right) : std::min(left, right);
  };
  for (const Range &operand : operands)
    result = {pick(result.low, operand.low), pick(result.best, operand.best), pick(result.high, operand.high)};
  return result;
}

Evaluation Evaluator::run(const Expr &expression) {
  if (expression.isUnknown())
    outcome.reasons.insert(expression.reason().str());
  else if (Range value = visit(expression); outcome.unbound.empty())
    outcome.value = value;
  return std::move(outcome);
}

Range Evaluator::number(const Symbol &symbol) {
  if (std::optional<Range> value = binding.number(symbol))
    return *value;
  outcome.unbound.insert(symbol);
  return {};
}

bool Evaluator::isBound(const Expr &expression) {
  std::set<Symbol> symbols;
  expression.collectSymbols(symbols);
  return std::ranges::all_of(symbols, [&](const Symbol &symbol) { return binding.number(symbol).has_value(); });
}

Range Evaluator::visit(const Expr &expression) {
  const Expr::Node *node = &expression.get();
  if (node->kind == Kind::Constant)
    return Range::exactly(as<ConstantNode>(*node).value);
  if (auto found = values.find(node); found != values.end())
    return found->second;
  Range value;
  if (node->kind == Kind::Symbol)
    value = number(as<SymbolNode>(*node).symbol);
  else if (node->kind == Kind::Mean || node->kind == Kind::Worst)
    value = overDraws(as<ApplyNode>(*node));
  else if (node->kind == Kind::Apply && as<ApplyNode>(*node).function == Function::OrElse)
    value = visit(as<ApplyNode>(*node).operands[isBound(as<ApplyNode>(*node).operands[0]) ? 0 : 1]);
  else
    value = compute(*node, [&](const Expr &part) { return visit(part); });
  values.try_emplace(node, value);
  return value;
}

void Tape::add(const Expr &expression) {
  const Expr::Node *node = &expression.get();
  if (!node->varying || slots.count(node))
    return;
  forEachPart(*node, [&](const Expr &part) { add(part); });
  if (const Symbol *symbol = expression.asSymbol()) { // one draw, wherever it was written down
    if (auto same = llvm::find_if(symbols, [&](const auto &other) { return other.first == *symbol; }); same != symbols.end()) {
      slots.try_emplace(node, same->second);
      return;
    }
    symbols.emplace_back(*symbol, order.size());
  }
  slots.try_emplace(node, order.size());
  order.push_back(node);
}

const std::vector<Draw> &Evaluator::sampleOf(const Symbol &symbol) {
  auto [entry, isNew] = samples.try_emplace(symbol);
  if (isNew)
    entry->second = merged(binding.draws(symbol));
  return entry->second;
}

Range Evaluator::overDraws(const ApplyNode &node) {
  const Expr &body = node.operands[0];
  bool isMean = node.kind == Kind::Mean;
  // The mean of a symbol itself may be known better than its sample tells.
  if (const Symbol *symbol = body.asSymbol(); symbol && isMean)
    if (std::optional<Range> mean = binding.number(*symbol))
      return *mean;
  Tape tape;
  tape.add(body);
  std::sort(tape.symbols.begin(), tape.symbols.end());
  std::vector<Range> slots(tape.order.size());
  std::vector<Variable> variables;
  for (const auto &[symbol, slot] : tape.symbols) {
    if (const std::vector<Draw> &draws = sampleOf(symbol); draws.empty())
      slots[slot] = number(symbol);
    else
      variables.push_back({slot, draws, binding.number(symbol)});
  }
  auto valueOf = [&](const Expr &part) {
    return part.get().varying ? slots[tape.slots.lookup(&part.get())] : visit(part);
  };
  auto once = [&] {
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
      if (tape.order[slot]->kind != Kind::Symbol)
        slots[slot] = compute(*tape.order[slot], valueOf);
    return slots.back();
  };
  return isMean ? expectation(variables, slots, once) : largest(variables, slots, once);
}

Evaluation Expr::evaluate(const Binding &binding) const { return Evaluator(binding).run(*this); }

} // namespace highwater::size
