// Who holds how much in a state, what of that is not known, and what is in memory.

#include "analysis/flow/HeldParts.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/KnownHeap.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::none;
using events::Variable;
using size::Expr;

/// How much more of something there is than when the function began.
static Expr added(Expr (*bytes)(const Values &, const ValueRef &), const Values &values, const State &state) {
  Expr total = 0;
  for (const auto &[root, value] : state.roots())
    total += Expr::max({Expr(0), bytes(values, value) - bytes(values, state.initialOf(root))});
  return total;
}

Expr residentOf(const Values &values, const State &state) {
  return state.total() - added(untouchedHeap, values, state) + added(mappedPages, values, state);
}

/// Why some of what a root holds is not known. A number or pointer that is not followed is no reason: its source said so.
static std::string leftOut(const Evaluator &evaluator, const State &state, const Root &root, const ValueRef &value) {
  Expr whole = evaluator.values.heap(value);
  if (!whole.isUnknown() || value->kind == Value::Scalar)
    return "";
  TypeRef type = root.variable != none ? evaluator.typeOf(root.variable) : state.typeOf(root);
  bool mayOwn = type && type->kind == events::Type::Record && !ownsNothing(evaluator.values, type);
  return value->kind != Value::Unknown || mayOwn ? whole.reason().str() : "";
}

bool leavesOut(const Evaluator &evaluator, const State &state) {
  return llvm::any_of(state.roots(), [&](const auto &root) {
    return !leftOut(evaluator, state, root.first, root.second).empty();
  });
}

std::vector<Held> holdings(const Evaluator &evaluator, const State &state) {
  std::vector<Held> result;
  for (const auto &[root, value] : state.roots()) {
    Expr size = state.heapOf(root);
    std::string reason = leftOut(evaluator, state, root, value);
    if (size.isZero() && reason.empty())
      continue;
    Held held{root, "", "", size, {}, partsHeld(evaluator.values, value, state.initialOf(root)), reason};
    if (root.variable != none) {
      const Variable &variable = evaluator.function.body.variables[root.variable];
      held.object = !variable.name.empty()                   ? variable.name
                    : variable.storage == Variable::Result ? "the result of " + evaluator.function.name
                                                             : "a temporary";
      held.type = evaluator.typeOf(root.variable)->spelling;
      held.allocated = siteOf(evaluator.unit, evaluator.function, variable.location);
    } else {
      held.object = root.external.str();
      if (root.external.head() == "global" && root.external.parts().size() > 1)
        held.object = root.external.parts()[1].head();
      if (TypeRef type = state.typeOf(root))
        held.type = type->spelling;
    }
    result.push_back(std::move(held));
  }
  return result;
}

} // namespace highwater::flow
