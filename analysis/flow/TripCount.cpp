// How often a loop runs: until its records are read, its range is walked, or a test of what it counts with fails.

#include "analysis/flow/LoopClosure.h"

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;
using size::Symbol;

/// Whether what is split is one text, rather than an input.
static bool isOneText(const Subject &source) {
  return isPerRecord(source) || source.head() == "text" || source.head() == "argv" || source.head() == "lit";
}

Expr countOf(const Subject &record) {
  if (record.parts().empty())
    return Expr::unknown("how many records there are is not known");
  const Subject &source = record.parts()[0];
  llvm::StringRef kind = record.head();
  bool inText = isOneText(source);
  unsigned kinds = 0;
  if (kind == "turn" && !llvm::StringRef(record.parts()[2].head()).getAsInteger(10, kinds))
    return countOf(source) / Expr(kinds);
  if (kind == "either") {
    Expr sum = 0;
    for (const Subject &part : record.parts())
      sum = sum + countOf(part);
    return sum;
  }
  if (kind == "line")
    return measured("rows", source);
  if (kind == "word" && !inText)
    return measured("words", source);
  if (kind == "folded")
    return countOf(source);
  if (kind == "token" || kind == "word" || kind == "number" || kind == "run")
    return measured("fields", record);
  if (kind == "separator") // one less than the pieces
    return measured("fields", Subject("token", record.parts())) - 1;
  if (kind == "character")
    return measured("bytes", source);
  if (kind == "entry")
    return measured("entries", source);
  if (kind == "block")
    return measured("bytes", source) / Expr::mean(measured("len", record));
  return 1;
}

Expr countOfEnded(const Subject &piece) {
  if (piece.head() == "folded")
    return countOfEnded(piece.parts()[0]);
  return isOneText(piece.parts()[0]) ? measured("fields", Subject("followed", {piece})) : countOf(piece);
}

/// How many times a guard lets the loop go on, if that can be told.
static std::optional<Expr> goesOn(const Guard &guard, const LoopClosure &closure, const Symbol &iteration,
                                  llvm::function_ref<Expr(const Expr &)> now) {
  if (guard.kind == Guard::Elements)
    return closure.at(guard.count, 0);
  if (guard.kind == Guard::Record) {
    Expr count = countOf(guard.record) / guard.perIteration;
    return count.isUnknown() ? std::nullopt : std::optional(count);
  }
  bool less = guard.op == "<" || guard.op == "<=", more = guard.op == ">" || guard.op == ">=";
  Expr room = more ? guard.left - guard.right : guard.right - guard.left;
  room = now(room);
  if (room.isUnknown())
    return std::nullopt;
  auto linear = room.asLinearIn(iteration);
  if (!linear || linear->first.isZero() || linear->first.mentions(iteration) || (!less && !more && guard.op != "!="))
    return std::nullopt;
  Expr step = Expr(0) - linear->first; // what is not a constant is taken to be at least one
  auto steps = [](const Expr &length) { return length.asConstant() ? length : Expr::max({1, Expr::mean(length)}); };
  if (guard.op == "!=" && linear->first.isNonNegative()) // counts down
    return (Expr(0) - linear->second) / steps(linear->first);
  bool falls = linear->first.isNonNegative() || step.asConstant(); // a step that may be of either sign is taken to lead there
  if (!step.isNonNegative() && falls)
    return std::nullopt;
  Expr room0 = linear->second + (guard.op == "<=" || guard.op == ">=" ? Expr(1) : Expr(0));
  return room0 / steps(step);
}

Expr LoopClosure::tripCount(llvm::ArrayRef<Guard> guards, std::string where) const {
  std::vector<Expr> counts;
  auto now = [&](const Expr &number) { return at(whileFalling(number), Expr::symbol(iteration)); };
  for (const Guard &guard : guards)
    if (auto count = goesOn(guard, *this, iteration, now); count && !count->isUnknown())
      counts.push_back(*count);
    else if (auto times = timesMultiplied(guard); times && !times->isUnknown())
      counts.push_back(*times);
  if (counts.empty())
    return Expr::unknown("how often the loop at " + where + " runs is not known");
  return Expr::min(counts);
}

} // namespace highwater::flow
