// Containers that hold each key once: what they can hold at most is how many different keys there are.

#include "analysis/flow/Application.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::Content;
using size::Expr;
using size::Subject;
using size::Symbol;

/// The record that a key spells, or is computed from; empty if there is none, or more than one.
static Subject recordOf(const ValueRef &key) {
  if (isPerRecord(key->text))
    return wholeOf(key->text);
  if (key->kind != Value::Scalar || key->number.isUnknown())
    return {};
  std::set<Symbol> symbols;
  key->number.collectSymbols(symbols);
  Subject record;
  for (const Symbol &symbol : symbols) {
    if (!symbol.varying)
      continue;
    if (symbol.measure != "value" || (!record.empty() && record != symbol.subject))
      return {};
    record = symbol.subject;
  }
  return record;
}

/// Of a record's different values: as many as there are, not as many as records.
static Subject withoutRepeats(const Subject &record) {
  return record.head() == "distinct" ? record : Subject("distinct", {record});
}

static Expr differentValues(const ValueRef &key, TypeRef type) {
  if (type && type->kind == events::Type::Integer && type->size == 1)
    return 256;
  Subject record = recordOf(key);
  if (record.empty() && (key->text.head() == "text" || key->text.head() == "image")) // which its caller knows
    return Expr::symbol({"distinct", key->text});
  bool isBound = key->kind == Value::Scalar && key->several && type && type->kind == events::Type::Integer;
  if (record.empty() && isBound && !key->number.isUnknown())
    return key->number + 1;
  if (record.empty())
    return Expr::unknown("how many different keys there are is not known");
  return measured("distinct", record.head() == "distinct" ? record.parts()[0] : record);
}

ValueRef Application::onceEach(const ValueRef &key) const {
  Subject record = recordOf(key);
  if (record.empty())
    return key;
  Rewriter rewriter = identityRewriter();
  rewriter.about(record, withoutRepeats(record));
  return rewrite(key, rewriter);
}

void Application::countKeys() {
  for (const Content &content : model.content) {
    ValueRef key = values.expand(scope.resolve(content.from).value);
    for (const Location &place : scope.resolve(content.into).places) {
      ValueRef object = values.expand(state.load(place));
      if (object->kind != Value::Object || !object->model || object->model->unique != content.slot)
        continue;
      Expr most = differentValues(key, slotType(*object, content.slot));
      if (most.isUnknown())
        continue;
      ValueRef held = values.part(object, {Step::Slot, content.slot});
      Subject before = held->text, record = recordOf(key);
      Expr keys = object->state.at("keys");
      bool apart = !before.empty() && !record.empty() && before != withoutRepeats(record) && !keys.isUnknown();
      std::set<Symbol> counted;
      keys.collectSymbols(counted);
      bool again = most.asSymbol() && counted.count(*most.asSymbol());
      Expr sum = !apart ? Expr::max({keys, most}) : again ? keys : keys + most;
      state.store(place, changed(object, [&](Value &copy) { copy.state["keys"] = sum; }));
      bounded = true;
    }
  }
}

/// `size` after `added` more keys: each of them is a different one only if it is known to be nothing else.
Expr Application::limitKeys(Value &object, const Expr &size, const Expr &added, bool relative) const {
  if (!object.model || object.model->unique.empty() || !object.state.count("keys"))
    return size;
  Expr &keys = object.state["keys"];
  if (!relative) {
    keys = size;
    return size;
  }
  if (bounded)
    return Expr::min({size, keys});
  if (added.isUnknown() || added.isNonNegative())
    keys = keys + added;
  return size;
}

} // namespace highwater::flow
