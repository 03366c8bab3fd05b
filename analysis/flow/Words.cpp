// The words of a command line: which one an operand is, what it spells, and one letter of it.

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/Options.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace highwater::flow {

using events::none;
using events::Operand;
using events::Projection;
using size::Expr;
using size::Subject;

std::optional<std::string> Evaluator::spelling(const Subject &text) const {
  if (text.head() == "lit")
    return text.parts()[0].head();
  return spelled ? spelled(text) : std::nullopt;
}

bool isArguments(const ValueRef &pointer) {
  if (pointer->kind != Value::Pointer || pointer->targets.size() != 1)
    return false;
  const Location &target = pointer->targets[0];
  return target.path.empty() && target.root.external.head() == "deref" &&
         target.root.external.parts()[0].head() == "arguments";
}

Subject Evaluator::wordAt(const State &state, const Expr &index) const {
  Subject text = argument(index);
  bool anyWord = text == argument(Expr::unknown("which word")) || (region != none && !unrolled.count(region));
  return anyWord && isNamed(state.option) && index != Expr(0) ? state.option : text;
}

Subject argument(const Expr &index) {
  auto known = index.asConstant();
  std::set<size::Symbol> symbols;
  index.collectSymbols(symbols);
  if (symbols.size() == 1 && symbols.begin()->measure == "place") // where the options end
    if (auto behind = (index - Expr::symbol(*symbols.begin())).asConstant(); behind && *behind >= 0) {
      std::string place = symbols.begin()->subject.parts()[0].head();
      return Subject("argv", {Subject(*behind == 0 ? place : place + " + " + std::to_string(static_cast<long>(*behind)))});
    }
  return Subject("argv", {Subject(known && *known >= 0 ? std::to_string(static_cast<long>(*known)) : "?")});
}

std::optional<unsigned> firstWord(const Values &values, const ValueRef &range) {
  auto element = range->kind == Value::Object ? range->parts.find("element") : range->parts.end();
  if (element == range->parts.end())
    return std::nullopt;
  Subject text = values.expand(element->second)->text;
  llvm::StringRef which = text.head() == "argv" ? llvm::StringRef(text.parts()[0].head()) : "";
  unsigned first = 0;
  return which.consume_front("from ") && !which.getAsInteger(10, first) ? std::optional(first) : std::nullopt;
}

bool isChosenWord(const ValueRef &pointer) {
  return pointer->kind == Value::Pointer && pointer->text.head() == "argv" && !isArguments(pointer);
}

/// The element of a range of words that a loop over it has come to, if the loop is run iteration by iteration.
std::optional<Subject> Evaluator::wordInTurn(const State &state, const events::Place &place) const {
  auto turn = unrolled.find(region);
  if (turn == unrolled.end() || place.path.empty() || place.path.back().kind != Projection::Element ||
      place.path.back().index)
    return std::nullopt;
  events::Place range = place;
  range.path.pop_back();
  auto first = firstWord(values, values.expand(state.load(locate(state, range))));
  return first ? std::optional(argument(Expr(*first + turn->second))) : std::nullopt;
}

/// A pointer to nobody knows what takes the type that it is read as.
ValueRef Evaluator::typed(const ValueRef &value, events::TypeId id) const {
  TypeRef read = type(id);
  TypeRef pointee = read && read->kind == events::Type::Pointer ? read.pointee() : TypeRef();
  if (!pointee || pointee->kind != events::Type::Record)
    return value;
  ValueRef pointer = values.expand(value);
  auto untyped = [](const Location &target) {
    return target.path.empty() && target.rootType && target.rootType->kind == events::Type::Void;
  };
  if (pointer->kind != Value::Pointer || llvm::none_of(pointer->targets, untyped))
    return value;
  return changed(pointer, [&](Value &copy) {
    for (Location &target : copy.targets)
      if (untyped(target))
        target.rootType = pointee;
  });
}

/// `argv[i]`, `*argv`; or an element of a range made of such words. Null if it is none.
ValueRef Evaluator::word(const State &state, const events::Place &place) const {
  const Projection &last = place.path.back();
  if (auto text = wordInTurn(state, place))
    return changed(values.expand(state.load(locate(state, place))), [&](Value &copy) { copy.text = *text; });
  constexpr size_t longestPath = 4;
  if (last.kind == Projection::Field || place.path.size() > longestPath)
    return nullptr;
  events::Place holder = place;
  holder.path.pop_back();
  ValueRef pointer = values.expand(state.load(locate(state, holder)));
  if (last.kind == Projection::Deref && isChosenWord(pointer))
    return changed(values.expand(state.load(locate(state, place))), [&](Value &copy) { copy.text = pointer->text; });
  if (!isArguments(pointer))
    return nullptr;
  Expr index = pointer->number;
  if (last.kind == Projection::Element)
    index = last.index ? index + number(state, *last.index) : Expr::unknown("which word");
  if (auto known = index.asConstant(); known && *known >= 0)
    index = Expr(wordInOrder(state, static_cast<unsigned>(*known)).value_or(static_cast<unsigned>(*known)));
  auto value = std::make_shared<Value>();
  value->kind = Value::Pointer;
  value->text = wordAt(state, index);
  return value;
}

/// One letter of a text that is known. Null if it is not.
ValueRef Evaluator::character(const State &state, const events::Place &place) const {
  const Projection &last = place.path.back();
  if (!spelled || last.kind == Projection::Field || (last.kind == Projection::Element && !last.index))
    return nullptr;
  Operand whole;
  whole.kind = Operand::Read;
  whole.place = place;
  whole.place.path.pop_back();
  ValueRef text = values.expand(evaluate(state, whole));
  if (text->text.empty() || (text->kind != Value::Pointer && text->kind != Value::Object) || text->text.head() == "lit")
    return nullptr;
  auto spelling = this->spelling(text->text);
  Expr index = last.kind == Projection::Element ? number(state, *last.index) : Expr(0);
  if (text->kind == Value::Pointer)
    index += text->number;
  auto at = index.asConstant();
  if (!spelling || !at || *at < 0 || *at > static_cast<double>(spelling->size()))
    return nullptr;
  size_t position = static_cast<size_t>(*at);
  return scalar(Expr(position < spelling->size() ? static_cast<signed char>((*spelling)[position]) : 0));
}

ValueRef letterOf(const Evaluator &evaluator, const State &state, const events::Place &place, const ValueRef &read) {
  const Projection &last = place.path.back();
  Operand whole;
  whole.kind = Operand::Read;
  whole.place = place;
  whole.place.path.pop_back();
  ValueRef holder = evaluator.values.expand(evaluator.evaluate(state, whole));
  Expr index = last.kind == Projection::Deref ? Expr(0) : last.index ? evaluator.number(state, *last.index) : Expr::unknown("which letter");
  if (holder->kind == Value::Pointer)
    index += holder->number;
  auto at = index.asConstant();
  return last.kind != Projection::Field && at && *at >= 0 ? letterAt(read->text, static_cast<unsigned>(*at)) : read;
}

ValueRef numberAt(const Evaluator &evaluator, const State &state, const events::Place &place, const ValueRef &read) {
  const events::Projection &last = place.path.back();
  const size::Symbol *number = read->number.asSymbol();
  auto index = last.kind == events::Projection::Element && last.index ? evaluator.number(state, *last.index).asConstant() : std::nullopt;
  bool first = number && number->measure == "value" && number->subject.head() == "binary" && number->subject.parts()[0] == read->text;
  unsigned from = 0, size = 0;
  if (!first || !index || *index < 1 || llvm::StringRef(number->subject.parts()[1].head()).getAsInteger(10, from) ||
      llvm::StringRef(number->subject.parts()[2].head()).getAsInteger(10, size))
    return read;
  std::vector<Subject> parts = number->subject.parts();
  parts[1] = Subject(llvm::utostr(from + static_cast<unsigned>(*index) * size));
  return changed(read, [&](Value &copy) { copy.number = measured("value", Subject("binary", parts)); });
}

} // namespace highwater::flow
