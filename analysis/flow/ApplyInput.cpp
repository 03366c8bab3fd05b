// Where data enters: a call gives a handle its source, or reads one record from it.

#include "analysis/flow/Application.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Cuts.h"
#include "analysis/flow/LetterWalks.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/PiecesInTurn.h"
#include "analysis/flow/Readings.h"

#include <cstdlib>

namespace highwater::flow {

using effects::CallModel;
using size::Expr;
using size::Subject;

static bool isFolder(const Subject &source) { return source.head() == "dir" || source.head() == "tree"; }

void Application::enterSource() {
  if (!model.source)
    return;
  Resolved of = scope.resolve(model.source->of);
  ValueRef from = values.expand(of.value);
  if (auto descriptor = from->kind == Value::Scalar ? from->number.asConstant() : std::nullopt; descriptor && *descriptor < 0)
    return; // memory that is mapped without a file
  Subject text = scope.textOf(from), source;
  if (model.source->kind == "stdin")
    source = Subject("stdin");
  else if (model.source->kind == "text")
    source = text;
  else if (model.source->kind == "directory" || model.source->kind == "tree")
    source = text.empty() ? Subject() : Subject(model.source->kind == "tree" ? "tree" : "dir", {text});
  else if (!from->source.empty())
    source = from->source;
  else if (!text.empty())
    source = Subject(model.source->kind == "environment" ? "env" : "file", {text});
  else if (model.source->kind == "file") // whichever it is: `argc > 1 ? argv[1] : "input.txt"`
    source = Subject("stream", {Subject(site.event.callee.name)});
  auto stamp = [&](const ValueRef &value) {
    ValueRef handle = values.expand(value);
    if (handle->kind == Value::Empty || handle->kind == Value::Unknown) {
      auto pointer = std::make_shared<Value>();
      pointer->kind = Value::Pointer;
      handle = pointer;
    }
    return changed(handle, [&](Value &copy) {
      copy.source = source;
      copy.state["opened"] = loopNumber();
      copy.state["taken"] = 0;
      copy.position = Subject("begin");
      if (TypeRef entry = slotType(copy, "element"); entry && isFolder(source))
        copy.parts["element"] = spelledOut(values, entry, Subject("concat", {text, literalText("/"), Subject("entry", {source})}));
    });
  };
  if (model.source->into.base == effects::Operand::Result) {
    outcome.result = stamp(outcome.result);
    auto block = outcome.result->parts.find("target");
    TypeRef type = site.resultType && site.resultType->kind == events::Type::Pointer ? site.resultType.pointee() : TypeRef();
    if (block == outcome.result->parts.end() || !type || !values.modelOf(type))
      return;
    ValueRef handle = stamp(values.fresh(type)); // whoever is given the pointer reads through what it leads to
    outcome.result = changed(outcome.result, [&](Value &copy) {
      copy.parts["target"] = changed(block->second, [&](Value &inner) { inner.parts["element"] = handle; });
    });
    return;
  }
  for (const Location &place : scope.resolve(model.source->into).places)
    state.store(place, stamp(state.load(place)));
}

/// 0 outside of loops.
Expr Application::loopNumber() const { return evaluator.region == events::none ? Expr(0) : Expr(evaluator.region + 1); }

/// Reads that follow each other in the loop that also set the source take the first piece, the second, and so on.
Subject Application::inTurn(const Subject &piece, const Resolved &handle) {
  ValueRef reader = values.expand(handle.value);
  auto taken = reader->state.find("taken"), opened = reader->state.find("opened");
  bool piecewise = piece.head() == "token" || piece.head() == "word";
  if (!piecewise || taken == reader->state.end() || opened == reader->state.end())
    return piece;
  for (const Location &place : handle.places)
    state.store(place, changed(values.expand(state.load(place)), [&](Value &copy) { copy.state["taken"] = taken->second + 1; }));
  auto index = taken->second.asConstant();
  if (!index || opened->second != loopNumber())
    return piece;
  return Subject("column", {piece, Subject(std::to_string(static_cast<unsigned>(*index)))});
}

/// `strcspn(p, " ")`: the result is how long what is read is.
bool Application::measuresPiece() const { return model.returns && model.returns->value && model.returns->value->name == "given"; }

/// `find`: where a separator is in a text, from the beginning or from where another was found. A line has none that ends it.
void Application::search(const Subject &text, const Subject &piece) {
  const Subject &record = measuresPiece() && anyReading(text).head() == "line" && endsLines(piece) ? text : piece;
  std::optional<Expr> start;
  if (site.arguments.size() > 1) {
    const events::Operand &given = events::withoutCasts(site.event.arguments[1].value);
    if (given.kind != events::Operand::Integer || given.integer != 0)
      start = values.expand(site.arguments[1].value)->number;
  }
  bool all = wholeOf(text) == text;
  bool last = record.head() == "last";
  if (last && (!start || start->asConstant().value_or(0) >= 0)) // up to a place
    return;
  Subject before;
  if (all && record.parts().size() > 1)
    before = last ? upToLast(text, record.parts()[1], evaluator.region) : upTo(text, record.parts()[1], start, evaluator.region);
  Expr position = before.empty() ? Expr::unknown("where a separator is found in a text") : measured("position", before);
  outcome.result = changed(scalar(position), [&](Value &copy) { copy.record = record; });
}

/// Where the pieces of a text go on that are asked for with a null pointer: `strtok(NULL, ",")`. Such a text is known by the
/// call, and by the variable that it keeps its place in, if there is one.
static Location restOf(const CallSite &site) {
  std::string name = "(rest) " + site.event.callee.name;
  if (site.arguments.size() > 2)
    for (const Location &kept : site.arguments[2].value->targets)
      name += " " + std::to_string(kept.root.variable);
  return {{events::none, Subject("global", {Subject(name), Subject(site.event.callee.name)})}, {}, {}};
}

/// A piece of the text that was given first, which is the first, the second, and so on as long as that is known.
Subject Application::pieceInTurn(const Subject &piece, const Resolved &given) {
  Location place = restOf(site);
  ValueRef text = values.expand(given.value);
  if (!isNull(*text)) {
    auto whole = std::make_shared<Value>();
    whole->kind = Value::Pointer;
    whole->targets = evaluator.referents(text, given.places);
    whole->text = piece.parts()[0];
    whole->state["taken"] = 0;
    rest = whole;
  } else {
    rest = values.expand(state.load(place));
  }
  auto taken = rest->state.find("taken");
  if (rest->kind != Value::Pointer || taken == rest->state.end() || rest->text.empty())
    return piece;
  auto [after, record] = nextPiece(*rest, piece.parts()[1]);
  state.store(place, after);
  return record;
}

/// `strsep(&p, ",")`: likewise, where the pointer itself goes on.
Subject Application::pieceAtPointer(const Subject &piece, const Resolved &given) {
  ValueRef pointer = values.expand(given.value);
  bool begins = !pointer->state.count("taken") && pointer->number.isZero();
  if (given.places.size() != 1 || (!begins && !pointer->state.count("taken")))
    return piece;
  ValueRef from = changed(pointer, [&](Value &copy) {
    copy.text = piece.parts()[0];
    if (begins)
      copy.state["taken"] = 0;
  });
  auto [after, record] = nextPiece(*from, piece.parts()[1]);
  state.store(given.places, after);
  return record;
}

void Application::readRecord() {
  if (!model.read)
    return;
  const Resolved given = scope.resolve(model.read->from);
  Resolved handle = given;
  ValueRef reader = values.expand(handle.value);
  if (reader->kind == Value::Pointer && reader->source.empty() && reader->text.empty()) {
    handle = memberOf(evaluator, state, handle, "element");
    reader = values.expand(handle.value);
  }
  Subject text = !reader->source.empty() ? reader->source : scope.textOf(reader), source = wholeOf(text);
  if (source.empty())
    source = Subject("stream", {Subject(site.event.callee.name)});
  if (readFormatted(handle, source))
    return;
  llvm::StringRef kind = model.read->record;
  Subject record(kind.str(), {source});
  for (const Location &place : handle.places)
    if (kind == "word" || kind == "line")
      state.store(place, changed(values.expand(state.load(place)), [&](Value &copy) {
        copy.state[kind.str()] += Expr(1);
        copy.state[("-" + kind).str()] -= Expr(1);
      }));
  bool cuts = kind == "token" || kind == "separator" || kind == "last";
  if (cuts && model.read->separator) {
    const effects::Formula &given = *model.read->separator;
    bool any = given.kind == effects::Formula::Call && given.name == "any";
    Subject separator = scope.text(given);
    if (separator.empty())
      separator = letterOf(evaluate(any ? given.parts[0] : given, scope));
    if (any && !separator.empty() && separator.parts()[0].head() == "lit" && separator.parts()[0].parts()[0].head().size() == 1)
      separator = separator.parts()[0];
    record = Subject(kind.str(), {source, separator.empty() ? literalText(",") : separator});
  }
  bool shown = reader->kind == Value::Pointer && site.resultType && site.resultType->kind == events::Type::Integer; // by a view
  if (cuts && !model.read->into && reader->source.empty() && (shown || measuresPiece() || reader->kind == Value::Object))
    return search(text, record);
  Subject any = record;
  bool ofText = kind == "token" && !model.read->into && values.expand(given.value)->kind == Value::Pointer && reader->source.empty() &&
                model.read->from.base == effects::Operand::Argument && any.parts().size() > 1;
  if (ofText)
    record = model.read->from.pointee ? pieceAtPointer(any, given) : pieceInTurn(any, given);
  else if (record = advance(handle, any, stepOf(kind, any)); record == any)
    record = inTurn(any, handle);
  if (model.read->into)
    for (const Location &place : handle.places)
      state.store(place, changed(values.expand(state.load(place)), [&](Value &copy) { copy.record = record; }));

  Expr length = kind == "all" ? measured("bytes", source) : measured("len", record);
  Subject filled = record;
  if (model.read->limit) {
    Expr limit = evaluate(*model.read->limit, scope);
    bool filledInTurns = changesInLoop(limit); // `read(fd, buffer + size, capacity - size)`: room that in the end is enough
    if (kind == "block" && (filledInTurns || limit == measured("bytes", source)))
      filled = source; // in the end it has all of it
    if (!filledInTurns)
      length = Expr::min({length, limit});
  }
  if (!model.read->into) {
    outcome.result = changed(scalar(measured("position", record)), [&](Value &copy) { copy.record = record; });
    return;
  }
  scope.result = scalar(length);
  allocate();
  for (const Location &place : scope.resolve(*model.read->into).places)
    fill(place, filled, length);
  outcome.result = changed(scalar(length), [&](Value &copy) { copy.record = record; });
}

/// How many characters of a text are the number at its beginning.
static size_t digitsOf(const std::string &text, bool floating) {
  char *end = nullptr;
  if (floating)
    std::strtod(text.c_str(), &end);
  else
    std::strtoll(text.c_str(), &end, 10);
  return end - text.c_str();
}

/// `strtod(p, &end)`: where `end` is, and how many numbers it has passed.
ValueRef Application::behindNumber(const effects::Operand &text) const {
  Resolved from = scope.resolve(text);
  ValueRef begin = values.expand(from.value);
  Subject whole = begin->state.count("number") ? begin->text : scope.textOf(begin);
  if (begin->kind != Value::Pointer || whole.empty())
    return unknownValue("the text given to '" + site.event.callee.name + "' is not known");
  auto end = std::make_shared<Value>();
  end->kind = Value::Pointer;
  end->targets = evaluator.referents(begin, from.places);
  if (auto spelled = evaluator.spelling(whole); spelled && begin->number.asConstant()) { // what follows it is known
    bool floating = site.resultType && site.resultType->kind == events::Type::Floating;
    end->text = begin->text.empty() ? whole : begin->text;
    end->number = (begin->text.empty() ? Expr(0) : begin->number) + Expr(digitsOf(*spelled, floating));
    return end;
  }
  end->text = whole;
  end->record = Subject("number", {whole});
  end->number = begin->number + Expr::mean(lengthOf(end->record));
  end->state["number"] = begin->state.count("number") ? begin->state.at("number") + 1 : Expr(1);
  return end;
}

} // namespace highwater::flow
