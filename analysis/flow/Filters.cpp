// A condition is the text of the number that it comes out as; only a driver evaluates it.

#include "analysis/flow/Filters.h"

#include "analysis/flow/Options.h"
#include "analysis/flow/Searches.h"
#include "analysis/size/Counted.h"

namespace highwater::flow {

using size::Expr;
using size::Subject;

static constexpr llvm::StringLiteral metHead = "met";

/// Records, and texts of a caller that may be one.
static bool mayBeRecord(const Subject &text) {
  if (text.head() == "part" && text.parts().size() > 1)
    return mayBeRecord(text.parts()[0]);
  return isPerRecord(text) || text.head() == "text";
}

Subject letterIs(const Value &letter, const Expr &code) {
  auto constant = code.asConstant();
  Subject spelled = constant ? characterText(*constant) : Subject();
  bool one = letter.text.head() == "part" && letter.text.parts().size() == 3 && letter.text.parts()[2].head() == "1";
  return one && !spelled.empty() && mayBeRecord(letter.text) ? Subject("equal", {letter.text, spelled}) : Subject();
}

Subject asked(llvm::StringRef question, const Subject &text, const std::optional<std::string> &other) {
  if ((!mayBeRecord(text) && !isWord(text)) || wholeOf(text) != text)
    return {};
  if (question == "empty")
    return Subject("equal", {text, literalText("")});
  if ((question == "starts" || question == "equal") && other)
    return Subject(question.str(), {text, literalText(*other)});
  return {};
}

static bool isCondition(const Subject &condition) {
  const Subject &holds = condition.head() == "not" ? condition.parts()[0] : condition;
  return holds.head() == "equal" || holds.head() == "starts" || holds.head() == metHead;
}

Subject comparedWith(const Value &left, llvm::StringRef op, const Expr &right) {
  Subject holds = letterIs(left, right);
  if (!holds.empty() && (op == "==" || op == "!="))
    return op == "==" ? holds : notHolding(holds);
  if (auto code = right.asConstant(); code && left.text.head() == "option") {
    Subject option("equal", {left.text, codeOfOption(*code)});
    return op == "==" ? option : op == "!=" ? notHolding(option) : Subject();
  }
  if (!isCondition(left.text) || left.kind != Value::Scalar)
    return {};
  bool zero = right.isZero(), one = right.asConstant() == 1.0; // `count(key) > 0`
  if ((zero && (op == "!=" || op == ">")) || (one && (op == "==" || op == ">=")))
    return left.text;
  return (zero && (op == "==" || op == "<=")) || (one && op == "<") ? notHolding(left.text) : Subject();
}

Subject metBefore(const Subject &text) { return Subject(metHead.str(), {text}); }

Subject notHolding(const Subject &condition) {
  if (condition.head() == "not")
    return condition.parts()[0];
  return isCondition(condition) ? Subject("not", {condition}) : Subject();
}

std::optional<Expr> shareOf(const Subject &condition) {
  const Subject &holds = condition.head() == "not" ? condition.parts()[0] : condition;
  if (holds.head() == metHead)
    return &holds == &condition ? size::restOf(freshShare(holds.parts()[0])) : freshShare(holds.parts()[0]);
  if (!isCondition(holds) || isWord(holds.parts()[0]) || holds.parts()[0].head() == "option")
    return std::nullopt;
  return measured("share", condition);
}

ValueRef letterAt(const Subject &text, unsigned index) {
  ValueRef letter = scalar(Expr::unknown("a letter of a text"));
  return !mayBeRecord(text) ? letter : changed(letter, [&](Value &copy) { copy.text = partOf(text, index, 1); });
}

} // namespace highwater::flow
