// A condition is the text of the number that it comes out as; only a driver evaluates it.

#include "analysis/flow/Filters.h"

#include "analysis/flow/Chances.h"
#include "analysis/flow/LoopClosure.h"
#include "analysis/flow/Options.h"
#include "analysis/flow/Searches.h"
#include "analysis/size/Condition.h"
#include "analysis/size/Counted.h"

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace highwater::flow {

using size::Expr;
using size::Subject;

static constexpr llvm::StringLiteral metHead = "met";

/// Records, and texts of a caller that may be one.
static bool mayBeRecord(const Subject &text) {
  if (text.head() == "part" && text.parts().size() > 1)
    return mayBeRecord(text.parts()[0]);
  if (text.head() == "reading" && text.parts().size() == 2 && !text.parts()[0].parts().empty()) // a piece of what the caller has
    return mayBeRecord(text.parts()[0].parts()[0]);
  return isPerRecord(text) || text.head() == "text" || text.head() == "spelling";
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

static bool isCondition(const Subject &condition) { return size::isConditionHead(condition.head()); }

/// Whether a number is that of an object of the caller.
static bool isOfCaller(const Subject &object) {
  if (object.head() == "arg" || object.head() == "this" || object.head() == "global")
    return true;
  bool inside = object.head() == "field" || object.head() == "deref" || object.head() == "element";
  return inside && isOfCaller(object.parts()[0]);
}

Subject spellingOf(const Value &value) {
  if (value.kind != Value::Scalar)
    return {};
  if (isDrawn(value.text))
    return value.text;
  const size::Symbol *symbol = value.number.asSymbol();
  if (symbol && symbol->measure == "value" && isOfCaller(symbol->subject))
    return Subject("spelling", {symbol->subject});
  std::set<size::Symbol> read; // one of a record, else what was there before
  if (symbol || !value.number.operandsOfMax().empty())
    value.number.collectSymbols(read);
  std::erase_if(read, [](const size::Symbol &one) { return one.measure == "now"; });
  bool one = read.size() == 1 && read.begin()->measure == "value" && isPerRecord(read.begin()->subject);
  return one ? read.begin()->subject : Subject();
}

Subject boundOf(const Value &value) {
  if (value.kind != Value::Scalar || value.several)
    return {};
  if (auto constant = value.number.asConstant())
    return literalText(fmt::format("{}", *constant));
  const size::Symbol *symbol = value.number.asSymbol();
  if (!symbol || symbol->measure != "value" || symbol->varying)
    return {};
  return isWord(symbol->subject)       ? symbol->subject
         : isOfCaller(symbol->subject) ? Subject("amount", {symbol->subject})
                                       : Subject();
}

/// `below(column(line, 2), '0.5')` for a comparison of what a record spells with a bound.
static Subject numberIs(const Value &left, llvm::StringRef op, const Value &right) {
  Subject text = spellingOf(left), bound = boundOf(right);
  if (text.empty() || bound.empty())
    return {};
  bool opposed = op == ">=" || op == ">" || op == "!=";
  std::string plain = opposed ? opposite(op) : op.str();
  Subject holds(plain == "<" ? "below" : plain == "<=" ? "atmost" : "amounts", {text, bound});
  return opposed ? notHolding(holds) : holds;
}

static llvm::StringRef mirrored(llvm::StringRef op) {
  return op == "<" ? ">" : op == ">" ? "<" : op == "<=" ? ">=" : op == ">=" ? "<=" : op;
}

Subject comparedWith(const Value &left, llvm::StringRef op, const Value &given) {
  if (opposite(op).empty()) // no comparison
    return {};
  const Expr &right = given.number;
  Subject letter = letterIs(left, right);
  if (!letter.empty() && (op == "==" || op == "!="))
    return op == "==" ? letter : notHolding(letter);
  if (Subject holds = numberIs(left, op, given); !holds.empty())
    return holds;
  if (Subject holds = numberIs(given, mirrored(op), left); !holds.empty())
    return holds;
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
  if (condition.head() == "both" || condition.head() == "oneof") {
    Subject first = notHolding(condition.parts()[0]), second = notHolding(condition.parts()[1]);
    return Subject(condition.head() == "both" ? "oneof" : "both", {first, second});
  }
  return isCondition(condition) ? Subject("not", {condition}) : Subject();
}

Subject bothOrEither(llvm::StringRef op, const Subject &first, const Subject &second) {
  if (notHolding(first).empty() || notHolding(second).empty())
    return {};
  return Subject(op == "&&" ? "both" : "oneof", {first, second});
}

bool asksForNumber(const Subject &condition) {
  llvm::StringRef head = condition.head();
  if (head == "not" || head == "both" || head == "oneof")
    return llvm::any_of(condition.parts(), asksForNumber);
  return size::comparesNumber(head);
}

ValueRef answerAbout(const Subject &record, const ValueRef &result) {
  if (result->kind != Value::Scalar || !result->record.empty() || record.empty())
    return result;
  bool filled = !result->text.empty() && result->text == notHolding(asked("empty", record, std::nullopt));
  const Expr length = measured("len", record); // of what was read
  bool counts = length.asSymbol() && result->number.mentions(*length.asSymbol());
  if (!filled && !counts && !result->number.asConstant())
    return result;
  return changed(result, [&](Value &copy) {
    copy.record = record;
    copy.text = filled ? Subject() : copy.text;
  });
}

/// As if it had nothing to do with one another how often each holds.
static std::optional<Expr> shareOfTwo(const Subject &condition) {
  auto first = shareOf(condition.parts()[0]), second = shareOf(condition.parts()[1]);
  if (!first || !second)
    return std::nullopt;
  return condition.head() == "both" ? *first * *second : *first + size::restOf(*first) * *second;
}

Expr shareWhere(const Value &verdict) {
  if (auto constant = verdict.number.asConstant(); constant && verdict.kind == Value::Scalar && !verdict.several)
    return *constant != 0 ? 1 : 0;
  if (verdict.share >= 0)
    return verdict.share;
  return shareOf(verdict.text).value_or(Expr::unknown("how often a condition holds"));
}

std::optional<Expr> shareOf(const Subject &condition) {
  if (condition.head() == "both" || condition.head() == "oneof")
    return shareOfTwo(condition);
  auto [holds, opposite] = size::Condition(condition);
  if (holds.head() == metHead)
    return opposite ? freshShare(holds.parts()[0]) : size::restOf(freshShare(holds.parts()[0]));
  if (isCondition(holds) && isDrawn(holds.parts()[0])) {
    auto chance = chanceOf(holds);
    return chance && opposite ? size::restOf(*chance) : chance;
  }
  // A number of the caller is mostly one of those that the program computes.
  if (!isCondition(holds) || !mayBeRecord(holds.parts()[0]) || holds.parts()[0].head() == "spelling" || holds.parts()[1].head() == "unknown")
    return std::nullopt;
  return measured("share", condition);
}

ValueRef letterAt(const Subject &text, unsigned index) {
  ValueRef letter = scalar(Expr::unknown("a letter of a text"));
  return !mayBeRecord(text) ? letter : changed(letter, [&](Value &copy) { copy.text = partOf(text, index, 1); });
}

} // namespace highwater::flow
