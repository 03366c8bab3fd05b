// Comparisons are known by what their model says they return.

#include "analysis/flow/Searches.h"

#include "analysis/events/Arguments.h"
#include "analysis/size/Counted.h"

#include "llvm/ADT/STLExtras.h"

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

/// The index or pointer that tells which element a place lies in: `i` of `slots[i].key`, `s` of `s->key`.
static std::optional<Location> chooserOf(const Evaluator &evaluator, const events::Place &place) {
  for (const events::Projection &step : llvm::reverse(place.path)) {
    if (step.kind == events::Projection::Field)
      continue;
    if (step.kind == events::Projection::Deref)
      return place.path.size() == 2 ? std::optional(evaluator.variable(place.root)) : std::nullopt;
    const Operand *index = step.index ? &events::withoutCasts(*step.index) : nullptr;
    bool variable = index && index->kind == Operand::Read && index->place.path.empty();
    return variable ? std::optional(evaluator.variable(index->place.root)) : std::nullopt;
  }
  return std::nullopt;
}

static std::optional<Expr> vacantAt(const Evaluator &evaluator, const State &state, const Operand &read) {
  auto chooser = chooserOf(evaluator, read.place);
  if (!chooser)
    return std::nullopt;
  ValueRef value = evaluator.values.expand(state.load(*chooser));
  auto vacant = value->state.find(vacantShare.str());
  bool known = vacant != value->state.end() && !vacant->second.isUnknown();
  return known ? std::optional(vacant->second) : std::nullopt;
}

namespace {

/// `slots[i].key`, `!slots[i].used`, `slots[i].key != NULL`: what is read, and on which side it is nothing.
struct UseTest {
  const Operand *read;
  unsigned nothing;
};

} // namespace

static bool isNothing(const Operand &given) {
  const Operand &operand = events::withoutCasts(given);
  return operand.kind == Operand::Null || (operand.kind == Operand::Integer && operand.integer == 0);
}

static std::optional<UseTest> useTest(const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind == Operand::Read)
    return UseTest{&test, 1};
  bool negated = test.kind == Operand::Unary && test.text == "!";
  bool compared = test.kind == Operand::Binary && (test.text == "==" || test.text == "!=") && isNothing(test.operands[1]);
  auto inner = negated || compared ? useTest(test.operands[0]) : std::nullopt;
  if (inner && (negated || test.text == "=="))
    inner->nothing = 1 - inner->nothing;
  return inner;
}

bool endsVacant(const events::Terminator &branch, events::BlockId to) {
  auto test = branch.kind == events::Terminator::Branch ? useTest(branch.condition) : std::nullopt;
  return test && branch.successors[test->nothing] == to;
}

void noteVacant(const Evaluator &evaluator, State &state, const Operand &condition, bool found) {
  auto test = useTest(condition);
  auto chooser = test ? chooserOf(evaluator, test->read->place) : std::nullopt;
  ValueRef value = chooser ? evaluator.values.expand(state.load(*chooser)) : emptyValue();
  if (value->kind == Value::Scalar || value->kind == Value::Pointer)
    state.store(*chooser, changed(value, [&](Value &copy) { copy.state[vacantShare.str()] = found ? 0 : 1; }));
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
      isNothing(test.operands[1])) {
    auto inner = nullShares(evaluator, state, test.operands[0]);
    return test.text == "==" ? swapped(inner) : inner;
  }
  if (test.kind != Operand::Read)
    return std::nullopt;
  if (auto vacant = vacantAt(evaluator, state, test))
    return std::pair(size::restOf(*vacant), *vacant);
  ValueRef pointer = evaluator.values.expand(evaluator.evaluate(state, test));
  auto null = pointer->state.find(nullShare.str());
  if (pointer->kind != Value::Pointer || null == pointer->state.end())
    return std::nullopt;
  return std::pair(size::restOf(null->second), null->second);
}

} // namespace highwater::flow
