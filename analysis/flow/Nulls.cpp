// Conditions are made of comparisons with null, negations and `||`.

#include "analysis/flow/Nulls.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Blocks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Operand;
using size::Expr;
using size::Subject;

/// The pointer that a condition is about, and whether it is null where the condition holds.
struct NullTest { const Operand *pointer; bool null; };

static std::optional<NullTest> nullTest(const Evaluator &evaluator, const State &state, const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  auto isPointer = [&](const Operand &side) {
    return side.kind == Operand::Read && evaluator.values.expand(evaluator.evaluate(state, side))->kind == Value::Pointer;
  };
  if (test.kind == Operand::Unary && test.text == "!") {
    auto inner = nullTest(evaluator, state, test.operands[0]);
    return inner ? std::optional(NullTest{inner->pointer, !inner->null}) : std::nullopt;
  }
  if (test.kind == Operand::Binary && (test.text == "==" || test.text == "!=") && test.operands.size() == 2)
    for (unsigned side : {0, 1}) {
      const Operand &pointer = events::withoutCasts(test.operands[side]);
      if (events::withoutCasts(test.operands[1 - side]).kind == Operand::Null && isPointer(pointer))
        return NullTest{&pointer, test.text == "=="};
    }
  return isPointer(test) ? std::optional(NullTest{&test, false}) : std::nullopt;
}

void assumeNulls(const Evaluator &evaluator, State &state, const Operand &condition, bool holds) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind == Operand::Binary && (test.text == "||" || test.text == "&&")) {
    if ((test.text == "&&") == holds)
      for (const Operand &side : test.operands)
        assumeNulls(evaluator, state, side, holds);
    return;
  }
  auto tested = nullTest(evaluator, state, condition);
  if (!tested || tested->null != holds)
    return;
  std::vector<Location> places = evaluator.locate(state, tested->pointer->place);
  bool one = places.size() == 1 && llvm::none_of(places[0].path, [](const Step &step) {
               return step.kind != Step::Field; // nothing is known of the other elements and nodes
             });
  if (!one)
    return;
  ValueRef pointer = evaluator.values.expand(state.load(places[0]));
  if (pointer->kind != Value::Pointer || !pointer->text.empty() || !pointer->record.empty())
    return;
  ValueRef null = pointerTo({});
  if (pointer->origin.empty())
    return state.store(places[0], null);
  state.store(places[0], changed(null, [&](Value &copy) {
    copy.origin = pointer->origin;
    copy.state["least"] = 0;
    setBlocks(copy, 0);
  }));
}

const Operand *testedPointer(const Evaluator &evaluator, const State &state, const Operand &condition) {
  return pointerThere(evaluator, state, condition, true);
}

const Operand *pointerThere(const Evaluator &evaluator, const State &state, const Operand &condition, bool holds) {
  auto tested = nullTest(evaluator, state, condition);
  return tested && tested->null != holds ? tested->pointer : nullptr;
}

bool contradictsNull(const Evaluator &evaluator, const State &state, const Operand &condition, bool holds) {
  const Operand *there = pointerThere(evaluator, state, condition, holds);
  std::vector<Location> places = there ? evaluator.locate(state, there->place) : std::vector<Location>();
  if (places.size() != 1 || places[0].root.variable == events::none ||
      llvm::any_of(places[0].path, [](const Step &step) { return step.kind != Step::Field; }))
    return false;
  ValueRef pointer = evaluator.values.expand(state.load(places[0]));
  return isNull(*pointer) && pointer->text.empty() && pointer->record.empty() && pointer->source.empty();
}

std::optional<Expr> nodesFrom(const Evaluator &evaluator, const State &state, const Operand &operand) {
  ValueRef pointer = evaluator.values.expand(evaluator.evaluate(state, operand));
  TypeRef type = evaluator.type(operand.type);
  if (!type || !isNode(type.pointee()))
    return std::nullopt;
  std::vector<Expr> counts;
  for (Location target : pointer->targets) {
    while (!target.path.empty() && target.path.back().kind != Step::Target)
      target.path.pop_back();
    if (target.path.empty()) {
      if (target.root.external.head() == "deref")
        counts.push_back(Expr::symbol({"blocks", target.root.external.parts()[0]}));
      continue;
    }
    target.path.pop_back();
    counts.push_back(blocksOf(evaluator.values.expand(state.load(target))) / sharers(state, target));
  }
  if (pointer->parts.count("target"))
    counts.push_back(blocksOf(pointer));
  return counts.empty() ? std::nullopt : std::optional(Expr::max(counts));
}

} // namespace highwater::flow
