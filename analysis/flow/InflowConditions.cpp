// What a test says about the values it looks at: a comparison bounds the smaller side by the larger one.

#include "analysis/flow/Inflow.h"

#include "analysis/events/Arguments.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Operand;
using events::Terminator;

static bool isComparison(llvm::StringRef op) {
  return op == "<" || op == "<=" || op == ">" || op == ">=" || op == "==" || op == "!=";
}

static bool holdsFor(llvm::StringRef op, double a, double b) {
  return op == "<" ? a < b : op == "<=" ? a <= b : op == ">" ? a > b : op == ">=" ? a >= b : op == "==" ? a == b : a != b;
}

/// `low <= high`, or `low < high`.
void Inflow::atMost(const Number &low, const Number &high, bool strict, std::vector<Fact> &result) const {
  Bound bound = tables.origins.boundBy(high);
  if (strict && bound.max < unlimited)
    bound.max -= 1;
  tables.terms.facts(low.term, bound, result);
  // `w <= limit / h`: what they are multiplied to has the limit.
  if (TermId divisor = high.term && tables.terms.isOperator(high.term) ? tables.terms.divisorOf(high.term) : 0)
    for (const auto &[term, limit] : {std::pair(divisor, bound), {tables.terms.product(low.term, divisor), bound}})
      tables.terms.facts(term, limit, result);
}

void fromAlternatives(const Number &number, llvm::function_ref<bool(std::int64_t)> possible, std::vector<Fact> &result) {
  if (number.vouches)
    for (TermId term : *number.vouches)
      result.push_back({term, {unlimited, true, {}}});
  if (!number.alternatives)
    return;
  std::optional<std::vector<Fact>> common;
  for (const Alternative &alternative : *number.alternatives) {
    if (!possible(alternative.value))
      continue;
    if (!common) {
      common = alternative.facts;
      continue;
    }
    std::vector<Fact> both;
    for (const Fact &fact : *common)
      for (const Fact &other : alternative.facts)
        if (fact.term == other.term)
          if (Bound bound = weaker(fact.bound, other.bound); says(bound))
            both.push_back({fact.term, bound});
    common = std::move(both);
  }
  if (common)
    result.insert(result.end(), common->begin(), common->end());
}

/// The caller knows what its flag stands for.
void Inflow::isSet(const Number &flag, std::vector<Fact> &result) const {
  if (flag.term && tables.terms.isInput(flag.term))
    result.push_back({flag.term, {unlimited, false, {}, true}});
}

void Inflow::compare(const InflowState &state, const Operand &condition, bool holds, std::vector<Fact> &result) const {
  llvm::StringRef op = condition.text;
  if (!holds)
    op = op == "<" ? ">=" : op == "<=" ? ">" : op == ">" ? "<=" : op == ">=" ? "<" : op == "==" ? "!=" : "==";
  // `(flag = check(n)) != 0` and the like: a flag remembers what it was made of.
  const Operand &left = withoutCasts(condition.operands[0]), &right = withoutCasts(condition.operands[1]);
  Number a = evaluate(state, condition.operands[0]).number, b = evaluate(state, condition.operands[1]).number;
  if (b.constant) {
    fromAlternatives(a, [&](std::int64_t value) { return holdsFor(op, value, *b.constant); }, result);
    if (left.kind == Operand::Binary && isComparison(left.text) && (op == "==" || op == "!="))
      return compare(state, left, (op == "==") == (*b.constant != 0), result);
  }
  if (a.constant) {
    fromAlternatives(b, [&](std::int64_t value) { return holdsFor(op, *a.constant, value); }, result);
    if (right.kind == Operand::Binary && isComparison(right.text) && (op == "==" || op == "!="))
      return compare(state, right, (op == "==") == (*a.constant != 0), result);
  }
  if (op == "!=" && b.constant == 0)
    isSet(a, result);
  if (op == "<" || op == "<=" || op == "==")
    atMost(a, b, op == "<", result);
  if (op == ">" || op == ">=" || op == "==")
    atMost(b, a, op == ">", result);
}

std::vector<Fact> Inflow::facts(const InflowState &state, const Operand &condition, bool holds) const {
  std::vector<Fact> result;
  const Operand &test = withoutCasts(condition);
  if (test.kind == Operand::Unary && test.text == "!")
    return facts(state, test.operands[0], !holds);
  if (test.kind == Operand::Binary && isComparison(test.text)) {
    compare(state, test, holds, result);
    return result;
  }
  if (test.kind == Operand::Binary && (test.text == "&&" || test.text == "||")) {
    bool all = (test.text == "&&") == holds; // both sides are as asked for
    std::vector<Fact> first = facts(state, test.operands[0], holds), second;
    InflowState then = state; // where the second side is looked at, the first held
    then.bind(facts(state, test.operands[0], test.text == "&&"));
    second = facts(then, test.operands[1], holds);
    if (all) {
      first.insert(first.end(), second.begin(), second.end());
      return first;
    }
    for (const Fact &fact : first)
      for (const Fact &other : second)
        if (fact.term == other.term)
          if (Bound bound = weaker(fact.bound, other.bound); says(bound))
            result.push_back({fact.term, bound});
    return result;
  }
  Number number = evaluate(state, test).number;
  fromAlternatives(number, [&](std::int64_t value) { return (value != 0) == holds; }, result);
  if (holds) // `if (n)`
    isSet(number, result);
  else
    atMost(number, constantNumber(0), false, result);
  return result;
}

std::optional<bool> Inflow::decided(const InflowState &state, const Operand &condition) const {
  const Operand &test = withoutCasts(condition);
  if (test.kind == Operand::Unary && test.text == "!") {
    auto inner = decided(state, test.operands[0]);
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  if (test.kind == Operand::Binary && (test.text == "&&" || test.text == "||")) {
    auto a = decided(state, test.operands[0]), b = decided(state, test.operands[1]);
    bool breaks = test.text == "||";
    if ((a && *a == breaks) || (b && *b == breaks))
      return breaks;
    return a && b ? std::optional(!breaks) : std::nullopt;
  }
  if (test.kind == Operand::Binary && isComparison(test.text)) {
    Number a = evaluate(state, test.operands[0]).number, b = evaluate(state, test.operands[1]).number;
    if (a.constant && b.constant)
      return holdsFor(test.text, *a.constant, *b.constant);
    return std::nullopt;
  }
  if (test.kind == Operand::Binary)
    return std::nullopt;
  if (auto constant = evaluate(state, test).number.constant)
    return *constant != 0;
  return std::nullopt;
}

/// On one side of a test of a flag, the flag is only what makes the test come out like this.
void Inflow::narrow(InflowState &state, const Operand &condition, bool holds) const {
  const Operand &test = withoutCasts(condition);
  if (test.kind == Operand::Unary && test.text == "!")
    return narrow(state, test.operands[0], !holds);
  const Operand *flag = &test;
  std::int64_t against = 0;
  llvm::StringRef op = "!=";
  if (test.kind == Operand::Binary && isComparison(test.text)) {
    std::optional<std::int64_t> right = evaluate(state, test.operands[1]).number.constant;
    if (!right)
      return;
    flag = &withoutCasts(test.operands[0]);
    against = *right;
    op = test.text;
  }
  if (flag->kind != Operand::Read)
    return;
  Places places = locate(state, flag->place);
  if (!places.strong)
    return;
  Cell cell = state.raw(places.paths[0]);
  if (!cell.number.alternatives)
    return;
  std::vector<Alternative> left = *cell.number.alternatives;
  llvm::erase_if(left, [&](const Alternative &alternative) {
    return holdsFor(op, static_cast<double>(alternative.value), static_cast<double>(against)) != holds;
  });
  if (left.size() != 1)
    return;
  cell.number = constantNumber(left.front().value);
  state.keep(places.paths[0], std::move(cell));
}

/// The state where a block's successor begins; nothing if control cannot go there.
std::optional<InflowState> Inflow::along(const InflowState &state, BlockId block, unsigned successor) const {
  const Terminator &terminator = function.body.blocks[block].terminator;
  InflowState result = state;
  if (terminator.kind == Terminator::Branch) {
    bool holds = successor == 0;
    if (auto known = decided(state, terminator.condition); known && *known != holds)
      return std::nullopt;
    result.bind(facts(state, terminator.condition, holds));
    narrow(result, terminator.condition, holds);
  } else if (terminator.kind == Terminator::Switch && successor < terminator.cases.size() &&
             successor + 1 < terminator.successors.size()) {
    Number number = evaluate(state, terminator.condition).number;
    std::int64_t value = terminator.cases[successor];
    if (number.constant && *number.constant != value)
      return std::nullopt;
    std::vector<Fact> says;
    fromAlternatives(number, [&](std::int64_t other) { return other == value; }, says);
    atMost(number, constantNumber(value), false, says);
    result.bind(says);
  }
  leaveWalk(result, block, successor);
  leaveGrowth(state, result, block, successor);
  return result;
}

} // namespace highwater::flow
