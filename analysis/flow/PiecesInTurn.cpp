// A piece up to the same separator as those before it is a column; up to another one it begins behind the last of those.

#include "analysis/flow/PiecesInTurn.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/LoopClosure.h"
#include "analysis/flow/Readings.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

/// How many were taken up to this separator: `state["taken ,"]`.
constexpr llvm::StringLiteral takenUpTo = "taken ";

/// The letters at which pieces end; empty if they are not known.
static std::string lettersOf(const Subject &separator) {
  const Subject &text = separator.head() == "any" ? separator.parts()[0] : separator;
  return text.head() == "lit" ? text.parts()[0].head() : "";
}

static bool hasAnyOf(llvm::StringRef letters, llvm::StringRef others) { return letters.find_first_of(others) != llvm::StringRef::npos; }

/// A line that is read has no end of line in it.
static bool endsLines(llvm::StringRef letters) { return letters.find_first_not_of("\r\n") == llvm::StringRef::npos; }

/// What is behind `count` of the letters `before`, up to a separator that is none of them.
static Subject behind(const Subject &text, llvm::StringRef before, unsigned count, const Subject &separator) {
  Subject earlier = before.size() == 1 ? literalText(before) : Subject("any", {literalText(before)});
  Subject place("begin");
  for (unsigned index = 0; index < count; ++index)
    place = Subject("found", {earlier, place});
  bool all = endsLines(lettersOf(separator));
  return Subject("between", {text, place, all ? Subject("end") : Subject("found", {separator, place})});
}

NextPiece nextPiece(const Value &pointer, const Subject &separator) {
  NextPiece next;
  const Expr index = pointer.state.at("taken");
  const std::string letters = lettersOf(separator);
  next.after = changed(std::make_shared<Value>(pointer), [&](Value &copy) {
    copy.state["taken"] = index + 1;
    copy.state[takenUpTo.str() + letters] += Expr(1);
  });
  Subject any("token", {pointer.text, separator});
  bool oneOfMany = isPerRecord(pointer.text) || pointer.text.head() == "text";
  auto known = oneOfMany ? index.asConstant() : std::nullopt;
  next.record = any;
  if (!known)
    return next;
  unsigned count = static_cast<unsigned>(*known);
  next.record = Subject("column", {any, Subject(std::to_string(count))});
  for (const auto &[name, taken] : pointer.state)
    if (llvm::StringRef before(name); before.consume_front(takenUpTo) && taken == index && count && !before.empty() &&
                                      !letters.empty() && !hasAnyOf(letters, before))
      next.record = behind(pointer.text, before, count, separator);
  return next;
}

bool endsLines(const Subject &piece) {
  std::string letters = piece.parts().size() > 1 ? lettersOf(piece.parts()[1]) : "";
  return !letters.empty() && endsLines(letters);
}

ValueRef behindPiece(const ValueRef &pointer, const Subject &text, const Value &length) {
  const Subject &piece = length.record;
  if (length.kind != Value::Scalar || piece.head() != "token" || piece.parts().size() < 2 || wholeOf(text) != wholeOf(piece.parts()[0]))
    return pointer;
  return changed(pointer, [&](Value &copy) {
    copy.text = piece.parts()[0];
    copy.record = Subject("separator", piece.parts());
    copy.state[passedName(copy.record)] += Expr(1);
  });
}

Subject piecesBehind(const Evaluator &evaluator, const State &state, const events::Operand &condition) {
  const events::Operand &plain = events::withoutCasts(condition);
  if (plain.kind == events::Operand::Binary && !opposite(plain.text).empty())
    for (const events::Operand &side : plain.operands)
      if (Subject found = piecesBehind(evaluator, state, side); !found.empty())
        return found;
  if (plain.kind != events::Operand::Read || plain.place.path.empty() || plain.place.path.back().kind == events::Projection::Field)
    return {};
  if (const events::Projection &last = plain.place.path.back(); last.index)
    if (const Subject passed = evaluator.values.expand(evaluator.evaluate(state, *last.index))->record; passed.head() == "token")
      return Subject("separator", passed.parts()); // `p[n]` behind a piece that is so long
  events::Place holder = plain.place;
  holder.path.pop_back();
  ValueRef pointer = evaluator.values.expand(state.load(evaluator.locate(state, holder)));
  if (pointer->kind != Value::Pointer || !isPiece(pointer->record))
    return {};
  auto passed = pointer->state.find(passedName(pointer->record));
  bool before = pointer->record.head() == "separator" && passed != pointer->state.end() && passed->second.asSymbol();
  return before ? Subject("token", pointer->record.parts()) : pointer->record; // what is tested before it goes on is a piece
}

} // namespace highwater::flow
