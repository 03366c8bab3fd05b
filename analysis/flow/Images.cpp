// By what a call is given, not by what its callee does: whatever that is, the same text gives the same again.

#include "analysis/flow/Images.h"

#include "analysis/flow/CallScope.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;
using size::Symbol;

/// Whether a number is the same at all calls.
static bool isFixed(const Expr &number) {
  std::set<Symbol> symbols;
  number.collectSymbols(symbols);
  return !number.isUnknown() && llvm::none_of(symbols, [](const Symbol &symbol) { return symbol.varying || symbol.measure == "now"; });
}

static bool reads(const ValueRef &value) { return !value->source.empty() && value->kind != Value::Scalar; }

Subject onlyTextOf(const Evaluator &evaluator, const State &state, const CallSite &site) {
  CallScope scope(site, evaluator, state);
  Subject only;
  if ((site.event.object && !site.event.callee.constMethod) || reads(evaluator.values.expand(site.object.value)))
    return {};
  for (const Resolved &argument : site.arguments) {
    ValueRef value = evaluator.values.expand(argument.value);
    if (value->kind == Value::Pointer && value->text.empty() && value->targets.size() == 1)
      value = evaluator.values.expand(state.load(value->targets[0]));
    Subject text = scope.textOf(value);
    if (reads(value) || (value->kind == Value::Scalar && text.empty() && !isFixed(value->number)))
      return {};
    if (Subject image = imageOf(text); !image.empty()) {
      if (!only.empty() && only != image)
        return {};
      only = image;
    }
  }
  return only;
}

ValueRef computedFrom(const Values &values, const ValueRef &value, const Subject &text) {
  bool holder = value->kind == Value::Record || (value->kind == Value::Object && value->model->role == "plain");
  bool isText = value->kind == Value::Object && value->model->argumentClass == "text";
  if ((isText || (value->kind == Value::Scalar && value->number.isUnknown())) && value->text.empty())
    return changed(value, [&](Value &copy) { copy.text = text; });
  if (!holder)
    return value;
  ValueRef result = value;
  for (const auto &[name, part] : value->parts)
    if (ValueRef after = computedFrom(values, part, text); after != part)
      result = changed(result, [&, key = name](Value &copy) { copy.parts[key] = after; });
  return result;
}

} // namespace highwater::flow
