// Found by sending each letter through the loop: those that lead out of it end a piece.

#include "analysis/flow/PiecesRead.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/CallSite.h"
#include "analysis/flow/LetterClasses.h"
#include "analysis/flow/LetterWalks.h"
#include "analysis/flow/Readings.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Event;
using events::none;
using events::Operand;
using events::Place;
using events::Projection;
using size::Expr;
using size::Subject;

/// What a call puts a letter into that it reads.
static const Place *letterRead(const Evaluator &evaluator, const Event &event) {
  if (event.kind != Event::Call)
    return nullptr;
  const effects::CallModel *model = findModel(evaluator.values, evaluator.unit, event, {});
  if (!model || !model->read || model->read->record != "character")
    return nullptr;
  if (!model->read->into)
    return event.place.valid() ? &event.place : nullptr;
  unsigned given = model->read->into->index;
  bool argument = model->read->into->base == effects::Operand::Argument && given < event.arguments.size();
  return argument && event.arguments[given].value.kind == Operand::Address ? &event.arguments[given].value.place : nullptr;
}

static const Place *letterReadIn(const Evaluator &evaluator, const Loop &loop) {
  for (BlockId block : loop.blocks)
    for (const Event &event : evaluator.function.body.blocks[block].events)
      if (const Place *letter = letterRead(evaluator, event))
        return letter;
  return nullptr;
}

/// How many letters of its text are there before the loop.
static Expr before(const LoopClosure &closure, const Expr &number) { return Expr(closure.at(number, 0).asConstant().value_or(0)); }

std::optional<PieceRead> pieceRead(const Evaluator &evaluator, const ReadingLoop &loop) {
  const auto *ends = llvm::find_if(loop.guards, [](const Guard &guard) {
    return guard.kind == Guard::Record && anyReading(guard.record).head() == "character";
  });
  const Loop &shape = loop.graph.loops[loop.index];
  const Place *letter = ends == loop.guards.end() ? nullptr : letterReadIn(evaluator, shape);
  auto piece = letter ? pieceUpTo(evaluator, loop.graph, loop.index, *letter, anyReading(ends->record).parts()[0]) : std::nullopt;
  if (!piece)
    return std::nullopt;
  PieceRead read{anyReading(ends->record), piece->subject, {}, lengthOf(piece->subject)};
  std::optional<std::pair<BlockId, Expr>> first; // where a letter is put, and how many there were
  for (BlockId block : piece->keeps)
    for (const Event &event : evaluator.function.body.blocks[block].events)
      if (event.kind == Event::Set && !event.place.path.empty() && event.place.path.back().kind != Projection::Field &&
          event.value.kind != Operand::Integer) {
        llvm::append_range(read.filled, evaluator.locate(loop.back, event.place));
        first = first.value_or(std::pair(block, before(loop.closure, indexOf(evaluator, loop.back, event.place))));
      }
  for (const auto &[place, where] : loop.noted)
    if (ValueRef text = evaluator.values.expand(loop.back.load(place)); text->kind == Value::Object && !where.filled.empty()) {
      read.filled.push_back(place);
      first = first.value_or(std::pair(*where.filled.begin(), before(loop.closure, text->state.at("size")) - 1));
    }
  if (first) { // one more where the test comes behind it
    bool behind = first->first < loop.blocks[ends - loop.guards.begin()];
    read.count = Expr::max({0, read.count - first->second - Expr(behind ? 1 : 0)});
  }
  return read;
}

std::vector<Guard> upToItsEnd(std::vector<Guard> guards, const PieceRead &read) {
  llvm::erase_if(guards, [&](const Guard &guard) { return guard.kind == Guard::Record && anyReading(guard.record) == read.letter; });
  guards.push_back(elementsOf(read.count));
  return guards;
}

void endPiece(State &state, const PieceRead &read) {
  if (read.filled.empty())
    return;
  state.rewriteAll([&](const Root &, const ValueRef &value) {
    return anyReading(value->record) == read.letter ? changed(value, [&](Value &copy) { copy.record = read.piece; }) : value;
  });
  state.condition = read.piece;
  for (const Location &place : read.filled) {
    ValueRef text = state.valuesOf().expand(state.load(place));
    ValueRef named = text->kind == Value::Object ? text : scalar(measured("value", read.piece));
    state.store(place, changed(named, [&](Value &copy) { copy.text = read.piece; }));
  }
}

} // namespace highwater::flow
