// Lookup of operands; a text without an identity gives an Unknown that says so.

#include "analysis/flow/CallScope.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Cuts.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/Views.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using effects::Formula;
using size::Expr;
using size::Subject;
using OperandBase = effects::Operand::Base;

Resolved CallScope::resolve(const effects::Operand &operand) const {
  Resolved current;
  switch (operand.base) {
  case OperandBase::This:
    current = site.object;
    break;
  case OperandBase::Result:
    current = {result, site.destination};
    break;
  case OperandBase::Argument:
    if (operand.index >= site.arguments.size())
      return {emptyValue(), {}};
    current = site.arguments[operand.index];
    break;
  }
  if (operand.pointee) {
    ValueRef pointer = evaluator.values.expand(current.value);
    std::vector<Location> places = evaluator.referents(pointer, current.places);
    current = {state_.load(places), places};
  }
  for (const std::string &field : operand.fields)
    current = memberOf(evaluator, state_, current, field);
  return current;
}

std::optional<Expr> CallScope::state(llvm::StringRef name) const {
  ValueRef value = evaluator.values.expand(site.object.value);
  auto found = value->state.find(name.str());
  if (found != value->state.end())
    return found->second;
  return name == "size" ? viewedSize(evaluator, state_, site.object) : std::nullopt;
}

Expr CallScope::operand(const effects::Operand &operand) const {
  if (!operand.fields.empty()) { // a state variable of what the rest names
    effects::Operand owner = operand;
    owner.fields.pop_back();
    ValueRef value = evaluator.values.expand(resolve(owner).value);
    if (value->kind == Value::Pointer && value->text.empty() && operand.fields.back() != "element")
      value = evaluator.values.expand(memberOf(evaluator, state_, resolve(owner), "element").value);
    auto found = value->state.find(operand.fields.back());
    if (found != value->state.end())
      return found->second;
    if (operand.fields.back() == "size") {
      if (value->kind == Value::Array)
        return value->number;
      if (!textOf(value).empty())
        return lengthOf(textOf(value));
    }
  }
  ValueRef value = evaluator.values.expand(resolve(operand).value);
  if (value->kind == Value::Scalar)
    return value->number;
  if (value->kind == Value::Unknown)
    return Expr::unknown(value->reason);
  return Expr::unknown("an argument of '" + site.event.callee.name + "' is not known");
}

Subject CallScope::textOf(const ValueRef &raw) const {
  ValueRef value = evaluator.values.expand(raw);
  if (auto from = value->number.asConstant(); value->kind == Value::Pointer && !value->text.empty() && from && *from > 0)
    return partOf(value->text, static_cast<size_t>(*from));
  if (value->text.empty() && value->kind == Value::Pointer && value->parts.count("target"))
    return evaluator.values.expand(evaluator.values.part(value->parts.at("target"), {Step::Slot, "element"}))->text;
  if (auto element = value->parts.find("element"); value->text.empty() && value->kind == Value::Object && element != value->parts.end())
    return evaluator.values.expand(element->second)->kind == Value::Scalar ? element->second->text : Subject(); // its letters were read
  if (value->text.empty() && value->kind == Value::Pointer && value->targets.empty())
    return value->source; // memory that is mapped
  if (!value->text.empty() || value->kind != Value::Pointer || value->targets.size() != 1)
    return value->text;
  return evaluator.values.expand(state_.load(value->targets[0]))->text;
}

Subject CallScope::numberIn(const ValueRef &pointer) const {
  auto passed = pointer->state.find("number");
  if (passed == pointer->state.end())
    return textOf(pointer);
  Subject number("number", {pointer->text});
  auto index = passed->second.asConstant();
  return index ? Subject("column", {number, Subject(std::to_string(static_cast<unsigned>(*index)))}) : number;
}

/// What a handle reads, or the file that a text names.
static Subject sourceOf(const ValueRef &value, const Subject &text) {
  if (!value->source.empty())
    return value->source;
  return text.empty() ? Subject() : Subject("file", {text});
}

/// Bytes of an argument, or of what `*argN` leads to: an iterator's element is its first type argument.
Expr CallScope::sizeOf(const effects::Operand &operand) const {
  TypeRef type;
  if (operand.base != OperandBase::Argument || operand.index >= site.event.arguments.size())
    return Expr::unknown("only arguments have a size");
  type = evaluator.type(site.event.arguments[operand.index].parameter);
  if (!type || type->kind == events::Type::Void)
    type = evaluator.type(site.event.arguments[operand.index].value.type);
  if (type && type->kind == events::Type::Reference)
    type = type.pointee();
  if (operand.pointee || !operand.fields.empty()) {
    if (type && type->kind == events::Type::Record && !type->arguments.empty())
      type = type.with(type->arguments[0]);
    if (type && type->kind == events::Type::Pointer)
      type = type.pointee();
  }
  return type && type->size ? Expr(type->size)
                            : Expr::unknown("the size of an argument of '" + site.event.callee.name + "' is not known");
}

Expr CallScope::measure(llvm::StringRef measure, const effects::Operand &operand) const {
  if (measure == "sizeof")
    return sizeOf(operand);
  if (measure == "holds")
    return shareWhere(*evaluator.values.expand(resolve(operand).value));
  if (measure == "offset") {
    ValueRef position = evaluator.values.expand(resolve(operand).value);
    return position->kind == Value::Pointer ? position->number : Expr::unknown("an iterator is not followed");
  }
  ValueRef value = evaluator.values.expand(resolve(operand).value);
  if (value->kind == Value::Pointer && value->text.empty() && value->source.empty())
    value = evaluator.values.expand(memberOf(evaluator, state_, resolve(operand), "element").value);
  if (measure == "given")
    return value->record.empty() ? Expr::unknown("what was read before '" + site.event.callee.name + "' is not known")
                                 : lengthOf(value->record);
  Subject text = textOf(value);
  if (measure == "len") {
    if (auto size = value->state.find("size"); size != value->state.end())
      return size->second;
    if (value->kind == Value::Array)
      return value->number;
    return text.empty() ? Expr::unknown("the length of an argument of '" + site.event.callee.name + "' is not known")
                        : lengthOf(text);
  }
  if (measure == "heap")
    return evaluator.values.heap(value);
  if (measure == "value" || measure == "distinct") {
    if (text.empty())
      return Expr::unknown("the text given to '" + site.event.callee.name + "' is not known");
    return measured(measure, measure == "value" ? numberIn(value) : text);
  }
  Subject source = sourceOf(value, text);
  if (source.empty())
    return Expr::unknown("the input that '" + site.event.callee.name + "' reads is not known");
  if (measure == "bytes" && isPerRecord(source))
    return lengthOf(source);
  return measured(measure, source);
}

Expr CallScope::distance(const effects::Operand &from, const effects::Operand &to) const {
  Resolved first = resolve(from), last = resolve(to);
  ValueRef begin = evaluator.values.expand(first.value), end = evaluator.values.expand(last.value);
  if (!begin->source.empty() && begin->kind == Value::Object) {
    llvm::StringRef name = begin->model ? llvm::StringRef(begin->model->name) : "";
    if (name.contains("istreambuf_iterator"))
      return measure("bytes", from);
    return measured("words", begin->source);
  }
  if (begin->kind != Value::Pointer || end->kind != Value::Pointer)
    return Expr::unknown("a range given to '" + site.event.callee.name + "' is not followed");
  Expr exact = end->number - begin->number;
  if (!exact.isUnknown())
    return exact;
  // At most everything that the range's container has.
  if (!begin->targets.empty() && !begin->targets[0].path.empty()) {
    Location container = begin->targets[0];
    container.path.pop_back();
    ValueRef whole = evaluator.values.expand(state_.load(container));
    if (auto size = whole->state.find("size"); size != whole->state.end())
      return size->second;
    if (whole->kind == Value::Array)
      return whole->number;
    if (auto count = whole->state.find("count"); count != whole->state.end())
      return count->second;
  }
  return exact;
}

/// What is between them before a loop moves one of them.
static Expr atFirst(const Expr &between) {
  return between.substitute([](const size::Symbol &symbol) { return symbol.measure == "now" ? std::optional(Expr(0)) : std::nullopt; });
}

/// Iterators that a loop moves towards each other: whether nothing is left between them.
Expr CallScope::same(const effects::Operand &one, const effects::Operand &other) const {
  ValueRef a = evaluator.values.expand(resolve(one).value), b = evaluator.values.expand(resolve(other).value);
  bool moved = a->state.count(steppedName.str()) || b->state.count(steppedName.str());
  Expr between = b->number - a->number, back = Expr(0) - between;
  if (a->kind != Value::Pointer || b->kind != Value::Pointer || !moved || between.isUnknown())
    return Expr::unknown("whether an iterator is where another one is");
  Expr first = atFirst(back);
  bool backwards = back.isNonNegative() || (!first.isZero() && first.isNonNegative());
  return conditionOf("<=", backwards ? back : between, 0);
}

/// One less than the pieces between them.
Expr CallScope::separators(const effects::Operand &text, const effects::Operand &counted) const {
  ValueRef position = evaluator.values.expand(resolve(text).value), sign = evaluator.values.expand(resolve(counted).value);
  Subject whole = textOf(position);
  if (whole.empty() && position->kind == Value::Pointer && position->targets.size() == 1 && !position->targets[0].path.empty()) {
    Location container = position->targets[0];
    container.path.pop_back();
    whole = textOf(state_.load(container));
  }
  auto code = sign->kind == Value::Scalar ? sign->number.asConstant() : std::nullopt;
  if (Subject letter = code ? characterText(*code) : Subject(); !whole.empty() && !letter.empty())
    return measured("fields", Subject("token", {whole, letter})) - 1;
  return FormulaScope::separators(text, counted);
}

Expr CallScope::heapOfArgument(unsigned) const { return Expr::unknown("heap(T) has no meaning in a call"); }

TypeRef CallScope::argument(unsigned index) const {
  TypeRef type = site.event.callee.record ? site.objectType : site.resultType; // of a function: what it makes
  if (!type || index >= type->arguments.size())
    return {};
  return type.with(type->arguments[index]);
}

std::optional<std::string> CallScope::spelled(const effects::Operand &operand) const {
  ValueRef value = evaluator.values.expand(resolve(operand).value);
  auto code = value->kind == Value::Scalar ? value->number.asConstant() : std::nullopt;
  return evaluator.spelling(code ? characterText(*code) : textOf(value));
}

} // namespace highwater::flow
