// Where a handle is in what it reads: records at the beginning of an input are known one by one, with the numbers that
// they spell or hold as bytes.

#include "analysis/flow/Application.h"
#include "analysis/flow/Turns.h"

#include "llvm/ADT/StringExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;
using Kind = events::Type::Kind;

/// Further reads are not told apart.
static constexpr unsigned longestHeader = 24;

/// The places that say where a handle is: what a pointer leads to, so that all who have it go on together.
std::vector<Location> Application::cursorOf(const Resolved &handle) const {
  ValueRef reader = values.expand(handle.value);
  std::vector<Location> pointees = evaluator.referents(reader, handle.places);
  return pointees.empty() ? handle.places : pointees;
}

/// What one read takes.
Subject Application::stepOf(llvm::StringRef kind, const Subject &record) const {
  if (kind == "word" || kind == "line" || kind == "character")
    return Subject(kind.str());
  if (kind == "token" && record.parts().size() > 1)
    return Subject("token", {record.parts()[1]});
  auto limit = kind == "block" && model.read->limit ? evaluator.constant(evaluate(*model.read->limit, scope)) : std::nullopt;
  return limit && *limit > 0 ? Subject("bytes", {Subject(llvm::utostr(static_cast<std::uint64_t>(*limit)))}) : Subject();
}

bool isReadOnce(const Evaluator &evaluator, const Value &cursor) {
  auto opened = cursor.state.find("opened");
  return evaluator.region == events::none || evaluator.unrolled.count(evaluator.region) ||
         isInIteration(cursor.position, evaluator.region) ||
         (opened != cursor.state.end() && opened->second == Expr(evaluator.region + 1));
}

/// The handle goes on behind the record; the one that is there, if that is known, else any.
Subject Application::advance(const Resolved &handle, const Subject &record, const Subject &step) {
  std::vector<Location> places = cursorOf(handle);
  ValueRef cursor = places.empty() ? emptyValue() : values.expand(state.load(places));
  const Subject &position = cursor->position;
  bool inTurn = isInIteration(position, evaluator.region) && record.head() != "line" && record.head() != "word";
  bool known = isReadOnce(evaluator, *cursor) && !position.empty() && position != endPosition() && !step.empty() && !inTurn &&
               position.depth() < longestHeader && !isPerRecord(record.parts()[0]);
  Subject next = known ? Subject("past", {position, step}) : Subject();
  for (const Location &place : places)
    if (ValueRef value = values.expand(state.load(place)); value->position != next)
      state.store(place, changed(value, [&](Value &copy) { copy.position = next; }));
  return known ? Subject("reading", {record, position}) : record;
}

void Application::seek() {
  if (!model.seeks)
    return;
  auto isStart = [&](const std::optional<effects::Formula> &where) {
    return !where || evaluator.constant(evaluate(*where, scope)) == 0.0;
  };
  Subject position = isStart(model.seeks->to) && isStart(model.seeks->from) ? Subject("begin") : Subject();
  for (const Location &place : cursorOf(scope.resolve(model.seeks->of)))
    if (ValueRef value = values.expand(state.load(place)); value->position != position)
      state.store(place, changed(value, [&](Value &copy) { copy.position = position; }));
}

/// Each conversion of a format that stores something, or how many words it takes in all.
static unsigned conversionsOf(llvm::StringRef format, unsigned &words) {
  unsigned stored = 0;
  bool space = true;
  words = 0;
  for (size_t at = 0; at < format.size(); ++at) {
    if (llvm::isSpace(format[at])) {
      space = true;
      continue;
    }
    bool conversion = format[at] == '%';
    words += conversion || space;
    space = false;
    if (!conversion || ++at == format.size())
      continue;
    bool skipped = format[at] == '*';
    while (at < format.size() && (format[at] == '*' || llvm::isDigit(format[at]) || llvm::StringRef("hlLqjzt").contains(format[at])))
      ++at;
    if (at < format.size() && format[at] == '[')
      at = std::min(format.find(']', at + 2), format.size() - 1);
    if (at < format.size() && format[at] != '%')
      stored += !skipped;
  }
  return stored;
}

/// `scanf`: what each conversion reads goes to an argument of its own.
bool Application::readFormatted(const Resolved &handle, const Subject &source) {
  if (!model.read->format || !model.read->into)
    return false;
  Subject format = scope.textOf(scope.resolve(*model.read->format).value);
  if (format.head() != "lit")
    return false;
  unsigned words = 0, stored = conversionsOf(format.parts()[0].head(), words);
  // A text that is scanned has no position; what is read from a handle moves it.
  bool isText = values.expand(handle.value)->source.empty();
  for (const Location &place : handle.places)
    if (!isText)
      state.store(place, changed(values.expand(state.load(place)), [&](Value &copy) {
        copy.state["word"] += Expr(words);
        copy.record = Subject("word", {source});
      }));
  std::vector<Subject> pieces;
  for (unsigned index = 0; index < std::max(1u, stored); ++index)
    pieces.push_back(Subject("scanned", {source, format, Subject(llvm::utostr(index))}));
  std::vector<Location> cursor = isText ? std::vector<Location>() : cursorOf(handle);
  Subject position = cursor.empty() ? Subject() : values.expand(state.load(cursor))->position;
  Subject any("word", {source});
  bool known = !cursor.empty() && advance(handle, any, Subject("scanned", {format})) != any;
  for (Subject &piece : pieces) {
    if (known)
      piece = Subject("reading", {piece, position});
    effects::Operand into = *model.read->into;
    into.index += static_cast<unsigned>(&piece - pieces.data());
    if (into.index < site.arguments.size())
      for (const Location &place : scope.resolve(into).places)
        fill(place, piece, lengthOf(piece));
  }
  outcome.result = changed(scalar(Expr::unknown("how many of its parts a text has")),
                           [&](Value &copy) { copy.record = Subject("word", {source}); });
  return true;
}

/// A number that lies in a record as bytes.
static ValueRef held(const Subject &record, std::uint64_t offset, TypeRef type) {
  llvm::StringRef kind = type->kind == Kind::Floating ? "real" : type->isSigned ? "signed" : "unsigned";
  return scalar(measured("value", Subject("binary", {record, Subject(llvm::utostr(offset)), Subject(llvm::utostr(type->size)), Subject(kind.str())})));
}

/// The numbers of a record that is laid out as the class is.
static ValueRef layOut(const Values &values, const ValueRef &whole, TypeRef type, const Subject &record, std::uint64_t offset) {
  return changed(whole, [&](Value &copy) {
    for (const events::Field &field : type->fields) {
      TypeRef part = type.with(field.type);
      if (!part)
        return;
      std::uint64_t align = std::max<std::uint64_t>(1, std::min(part->align, type->align));
      offset = (offset + align - 1) / align * align;
      if (part->kind == Kind::Integer || part->kind == Kind::Floating)
        copy.parts[field.name] = held(record, offset, part);
      else if (part->kind == Kind::Record && !values.modelOf(part))
        copy.parts[field.name] = layOut(values, values.fresh(part), part, record, offset);
      offset += part->size;
    }
  });
}

/// What was read is in this place now.
void Application::fill(const Location &place, const Subject &record, const Expr &length) {
  ValueRef target = values.expand(state.load(place));
  bool bytes = record.head() == "reading" && record.parts()[0].head() == "block";
  if (target->kind == Value::Object && target->state.count("size")) {
    Expr room = length;
    if (target->model->argumentClass == "text" && target->type && !bytes) { // appended to an empty text, which at least doubles
      ValueRef empty = values.fresh(target->type);
      if (auto capacity = empty->state.find("capacity"); capacity != empty->state.end())
        room = Expr::max({length, Expr::apply(size::Function::Above, {length, capacity->second, capacity->second * 2})});
    }
    ValueRef filled = changed(target, [&](Value &copy) {
      copy.state["size"] = length;
      if (auto capacity = copy.state.find("capacity"); capacity != copy.state.end())
        capacity->second = Expr::max({capacity->second, room});
      copy.text = record;
    });
    state.store(place, filled);
    outcome.allocates = true;
  } else if (target->kind == Value::Pointer && target->parts.count("target")) { // a buffer that the call makes
    for (const Location &letters : evaluator.referents(target, {place}))
      fill(letters, record, length);
  } else if (target->kind == Value::Record && bytes && target->type) {
    state.store(place, layOut(values, target, target->type, record, 0));
  } else if (target->kind == Value::Record) {
    state.store(place, changed(target, [&](Value &copy) {
      for (auto &[name, part] : copy.parts)
        if (values.expand(part)->kind == Value::Scalar)
          part = scalar(measured("value", Subject("column", {record, Subject(name)})));
    }));
  } else if (target->kind == Value::Scalar || target->kind == Value::Empty || target->kind == Value::Unknown) {
    TypeRef type = typeAt(evaluator, place);
    bool number = type && (type->kind == Kind::Integer || type->kind == Kind::Floating) && type->size > 1;
    ValueRef value = bytes && number ? held(record, 0, type) : scalar(measured("value", record));
    state.store(place, changed(value, [&](Value &copy) { copy.text = record; }));
  }
}

} // namespace highwater::flow
