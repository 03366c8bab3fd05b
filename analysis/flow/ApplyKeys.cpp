// Containers that hold each key once: what they can hold at most is how many different keys there are.

#include "analysis/flow/Application.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Keys.h"
#include "analysis/flow/Mentions.h"
#include "analysis/flow/Readings.h"
#include "analysis/flow/Tuples.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::Content;
using size::Expr;
using size::Subject;
using size::Symbol;

/// Whether a value is its members: a record, a pair.
static bool isPlain(const Value &value) {
  return value.kind == Value::Record || (value.kind == Value::Object && value.model && value.model->role == "plain");
}

/// What a key of several parts is made of, as one tuple; empty if one of them is not known.
static Subject madeOf(const Values &values, const ValueRef &key) {
  if (key->text.head() == "concat")
    return tupleOf(key->text.parts());
  if (!isPlain(*key))
    return {};
  std::vector<Subject> texts;
  for (const auto &[name, member] : key->parts) {
    ValueRef part = values.expand(member);
    if (bool fixed = part->kind == Value::Scalar && part->number.asConstant() && part->text.empty(); !fixed)
      texts.push_back(countedBy(values, part));
  }
  return tupleOf(texts);
}

/// The record that a key spells, or is computed from, or those that it is made of; empty if there is none.
static Subject recordOf(const Values &values, const ValueRef &key) {
  if (isPerRecord(key->text))
    return wholeOf(key->text);
  if (Subject made = madeOf(values, key); isPerRecord(made))
    return made;
  if (key->kind != Value::Scalar || key->number.isUnknown())
    return {};
  std::set<Symbol> symbols;
  key->number.collectSymbols(symbols);
  std::vector<Subject> records;
  for (const Symbol &symbol : symbols) {
    if (!symbol.varying)
      continue;
    if (symbol.measure != "value")
      return {};
    records.push_back(symbol.subject);
  }
  return tupleOf(records);
}

/// Whether a text is what the caller passes, or made of that.
static bool isGiven(const Subject &text) {
  return text.head() == "text" || text.head() == "image" || (text.head() == "part" && isGiven(text.parts()[0]));
}

Subject countedBy(const Values &values, const ValueRef &key) {
  Subject record = recordOf(values, key);
  if (record.empty() && isGiven(key->text))
    return key->text;
  if (record.empty())
    record = madeOf(values, key);
  if (record.empty())
    return spellingOf(*key);
  return record.head() == "distinct" ? record.parts()[0] : record;
}

/// Of a record's different values: as many as there are, not as many as records.
static Subject withoutRepeats(const Subject &record) {
  return record.head() == "distinct" ? record : Subject("distinct", {record});
}

Subject amongKeys(const Subject &held, const Subject &record) {
  if (held.head() != "distinct" || record.head() == "distinct")
    return record;
  const Subject &before = held.parts()[0];
  Subject common = commonPiece(before, record);
  if (commonReading(before, record).empty() && !common.empty() && (common == before || common == record))
    return common; // the first piece, and then any
  bool together = isPerRecord(record) && inputOf(before) == inputOf(record);
  return together ? eitherReading({before, record}) : record;
}

static ValueRef retold(const ValueRef &value, const Subject &from, const Subject &to) {
  Rewriter rewriter = identityRewriter();
  rewriter.about(from, to);
  return rewrite(value, rewriter);
}

/// Whether all that is known of a key is how large it may be.
static bool isBound(const ValueRef &key, TypeRef type) {
  return key->kind == Value::Scalar && key->several && type && type->kind == events::Type::Integer && !key->number.isUnknown();
}

/// Whether a key may be one that is there already.
static bool isUnknownKey(const ValueRef &key) {
  return key->kind == Value::Unknown || (key->kind == Value::Scalar ? key->number.isUnknown() : key->text.head() != "lit");
}

static Expr differentValues(const Values &values, const ValueRef &key, const ValueRef &held, TypeRef type) {
  if (type && type->kind == events::Type::Integer && type->size == 1)
    return 256;
  Subject record = recordOf(values, key);
  if (!record.empty())
    return measured("distinct", record.head() == "distinct" ? record.parts()[0] : amongKeys(held->text, record));
  if (isBound(key, type))
    return key->number + 1;
  if (Subject given = countedBy(values, key); !given.empty()) // which its caller knows
    return Expr::symbol({"distinct", given});
  return Expr::unknown("how many different keys there are is not known");
}

ValueRef Application::onceEach(const ValueRef &key, const ValueRef &held) const {
  Subject record = recordOf(values, key);
  if (record.empty() && isGiven(key->text))
    record = key->text;
  if (record.empty())
    return key;
  Subject once = withoutRepeats(amongKeys(held->text, record));
  if (isPlain(*key))
    return changed(key, [&](Value &copy) { copy.text = once; });
  return retold(key, record, once);
}

/// A key that is built in place, of `first` and all arguments behind it.
ValueRef Application::madeFrom(const effects::Operand &first) const {
  ValueRef key = values.expand(scope.resolve(first).value);
  if (first.base != effects::Operand::Argument || first.index + 1 >= site.arguments.size())
    return key;
  auto whole = std::make_shared<Value>();
  whole->kind = Value::Record;
  for (size_t index = first.index; index < site.arguments.size(); ++index)
    whole->parts[std::to_string(index)] = site.arguments[index].value;
  return whole;
}

void Application::countKeys() {
  for (const Content &content : model.content) {
    ValueRef key = content.construct ? madeFrom(content.from) : values.expand(scope.resolve(content.from).value);
    const Subject own = recordOf(values, key);
    for (const Location &place : scope.resolve(content.into).places) {
      ValueRef object = values.expand(state.load(place));
      if (object->kind != Value::Object || !object->model || object->model->unique != content.slot)
        continue;
      ValueRef held = values.expand(values.part(object, {Step::Slot, content.slot}));
      TypeRef type = slotType(*object, content.slot);
      Expr most = differentValues(values, key, held, type);
      if (most.isUnknown()) {
        outcome.upper |= isUnknownKey(key) && evaluator.region != events::none;
        continue;
      }
      Subject before = held->text.head() == "concat" ? withoutRepeats(recordOf(values, held)) : held->text;
      Subject record = amongKeys(held->text, own);
      bool first = before.head() == "distinct" && commonPiece(before.parts()[0], record) == record; // of pieces, any of which follow
      if (!before.empty() && (record != own || first)) {
        object = changed(object, [&](Value &copy) {
          copy.parts[content.slot] = retold(held, before, withoutRepeats(record));
        });
        before = withoutRepeats(record);
      }
      Expr keys = object->state.at("keys");
      bool callers = before.head() == "text"; // it may have these very keys
      bool apart = !before.empty() && !callers && !record.empty() && before != withoutRepeats(record) && !keys.isUnknown();
      std::set<Symbol> counted;
      keys.collectSymbols(counted);
      bool again = most.asSymbol() && counted.count(*most.asSymbol());
      Expr sum = !apart ? Expr::max({keys, most}) : again ? keys : keys + most;
      state.store(place, changed(object, [&](Value &copy) { copy.state["keys"] = sum; }));
      bounded = true;
      outcome.upper |= own.empty() && isBound(key, type) && type->size > 1;
    }
  }
}

/// Whether this function also adds to the container that it asks.
bool Application::addsKeys(const effects::TypeModel &type) const {
  auto adds = [&](const events::Event &event) {
    if (event.kind != events::Event::Call || !event.object || !isSameMember(event.object->place, site.event.object->place))
      return false;
    llvm::StringRef name = event.callee.name;
    return llvm::any_of(values.catalog.methods(type, name.substr(name.rfind(':') + 1)), [&](const auto *method) {
      return llvm::any_of(method->content, [&](const Content &content) { return content.slot == type.unique; });
    });
  };
  return site.event.object && llvm::any_of(evaluator.function.body.blocks, [&](const events::Block &block) {
           return llvm::any_of(block.events, adds);
         });
}

/// What is known of a key that is looked for: not to be there means to be new, where all that are new are added.
Subject Application::lookedUp(const effects::Operand &container, const effects::Operand &key) const {
  Subject record = countedBy(values, values.expand(scope.resolve(key).value));
  ValueRef object = values.expand(scope.resolve(container).value);
  if (record.empty() || object->kind != Value::Object || !object->model || object->model->unique.empty())
    return {};
  ValueRef held = values.expand(values.part(object, {Step::Slot, object->model->unique}));
  record = amongKeys(held->text, record);
  return held->text == withoutRepeats(record) || addsKeys(*object->model) ? metBefore(record) : Subject();
}

/// Whether the key that this call adds was there.
Subject Application::whetherMet() const {
  ValueRef object = values.expand(site.object.value);
  if (object->kind != Value::Object || !object->model)
    return {};
  for (const Content &content : model.content)
    if (Subject record; content.slot == object->model->unique &&
                        !(record = countedBy(values, values.expand(scope.resolve(content.from).value))).empty())
      return metBefore(amongKeys(values.expand(values.part(object, {Step::Slot, content.slot}))->text, record));
  return {};
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

std::string slotFor(const Value &container, const std::string &slot) {
  bool keys = container.model && container.model->slots.count("key") && !container.model->slots.count(slot);
  return keys && slot == "element" ? "key" : slot;
}

} // namespace highwater::flow
