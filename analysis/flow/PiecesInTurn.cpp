// A piece up to the same separator as those before it is a column; up to another one it begins behind the last of those.

#include "analysis/flow/PiecesInTurn.h"

#include "analysis/flow/Evaluator.h"
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

} // namespace highwater::flow
