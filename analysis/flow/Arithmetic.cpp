// Operators on abstract values: what is not followed becomes Unknown with a reason, never a guess.

#include "analysis/events/Arguments.h"
#include "analysis/flow/Blocks.h"
#include "analysis/flow/Chances.h"
#include "analysis/flow/Filters.h"
#include "analysis/flow/LetterWalks.h"
#include "analysis/flow/Limits.h"
#include "analysis/flow/PiecesInTurn.h"
#include "analysis/flow/Readings.h"
#include "analysis/flow/Strides.h"

#include <cmath>

namespace highwater::flow {

using events::Operand;
using size::Expr;
using size::Subject;

static Expr arithmetic(llvm::StringRef op, const Expr &a, const Expr &b) {
  auto constant = b.asConstant();
  if (op == "+")
    return a + b;
  if (op == "-")
    return a - b;
  if (op == "*")
    return a * b;
  if (op == "/")
    return a / b;
  if (op == "%")
    return b - 1;
  if (op == "&" && a.isUnknown() && !(constant && *constant < 0)) // no more than the mask
    return b;
  if (double step = constant ? -*constant : 0; op == "&" && step > 0 && std::exp2(std::round(std::log2(step))) == step)
    return Expr::apply(size::Function::RoundUp, {a - (step - 1), step}); // (n + 7) & ~7
  if (op == "&")
    return (constant && *constant >= 0) || !(b + 1).operandsOf(size::Function::Exp2).empty() ? Expr::min({a, b}) : Expr::unknown("'&'");
  if (op == "<<" && constant && *constant < 63)
    return a * Expr(std::ldexp(1.0, static_cast<int>(*constant)));
  if (op == "<<" && !constant)
    return a * Expr::apply(size::Function::Exp2, {b});
  if (op == ">>" && constant && *constant < 63)
    return a * Expr(std::ldexp(1.0, -static_cast<int>(*constant)));
  if (op == "|")
    return a + b;
  return Expr::unknown("'" + op.str() + "' is not followed");
}

/// Where a parameter points that nobody else is known to.
static const Subject *ownBase(const Value &pointer) {
  if (pointer.targets.size() != 1 || !pointer.targets[0].path.empty() || pointer.targets[0].root.external.head() != "deref")
    return nullptr;
  return &pointer.targets[0].root.external.parts()[0];
}

Expr offsetOf(const Value &pointer, const Value &other) {
  const Subject *base = ownBase(pointer), *theirs = ownBase(other);
  if (!base || !theirs || *base == *theirs)
    return pointer.number;
  return pointer.number + Expr::symbol({"offset", *base}); // two pointers into one block, in all likelihood
}

std::optional<double> Evaluator::constant(const Expr &number) const {
  if (!known || number.isUnknown() || number.asConstant())
    return number.asConstant();
  return number.substitute([&](const size::Symbol &symbol) -> std::optional<Expr> {
    auto value = known(symbol);
    return value ? std::optional(Expr(*value)) : std::nullopt;
  }).asConstant();
}

std::optional<bool> Evaluator::decide(llvm::StringRef op, const Expr &a, const Expr &b) const {
  auto difference = constant(a - b);
  if (!difference)
    return std::nullopt;
  double d = *difference;
  if (op == "<")
    return d < 0;
  if (op == "<=")
    return d <= 0;
  if (op == ">")
    return d > 0;
  if (op == ">=")
    return d >= 0;
  if (op == "==")
    return d == 0;
  if (op == "!=")
    return d != 0;
  return std::nullopt;
}

/// The text whose last letter is at a place: `line[length - 1]`, `line.back()`.
Subject Evaluator::textEndingAt(const State &state, const events::Place &place) const {
  if (place.path.empty() || place.path.back().kind == events::Projection::Field)
    return {};
  const events::Projection &last = place.path.back();
  events::Place within = place;
  within.path.pop_back();
  ValueRef holder = values.expand(state.load(locate(state, within)));
  Expr index = last.index ? number(state, *last.index) : last.kind == events::Projection::Deref ? Expr(0) : Expr::unknown("which letter");
  if (holder->kind == Value::Pointer) {
    index += holder->number;
    std::vector<Location> targets = referents(holder, locate(state, within));
    if (targets.size() != 1)
      return {};
    if (!targets[0].path.empty() && targets[0].path.back().name == "element")
      targets[0].path.pop_back();
    holder = values.expand(state.load(targets[0]));
  }
  auto size = holder->state.find("size");
  Subject text = holder->kind == Value::Object || holder->kind == Value::Array ? holder->text : Subject();
  if (text.empty())
    text = values.expand(state.load(locate(state, place)))->text;
  Expr length = holder->kind == Value::Object && size != holder->state.end() ? size->second : measured("len", text);
  return (index - length).asConstant() == -1.0 ? text : Subject();
}

/// Whether a text is a line up to its end, and behind other texts.
static bool endsWithLine(const Subject &text) {
  return text.head() == "concat" ? endsWithLine(text.parts().back()) : anyReading(text).head() == "line";
}

/// `NULL`, `npos`: what a search comes to that finds nothing.
static bool isNowhere(const Operand &operand) {
  const Operand &plain = events::withoutCasts(operand);
  return plain.kind == Operand::Null || (plain.kind == Operand::Integer && static_cast<std::int64_t>(plain.integer) == -1);
}

/// Whether `line[length - 1] == '\n'`, `strchr(line, '\n') != NULL` holds: each line that was read has it, save perhaps the last one.
std::optional<bool> Evaluator::endOfLine(const State &state, const Operand &condition, const Value &left) const {
  const bool equal = condition.text == "==";
  const Subject &found = left.record;
  if ((found.head() == "separator" || found.head() == "token") && found.parts().size() > 1 && found.parts()[1] == literalText("\n")) {
    auto passed = left.state.find(passedName(found));
    bool first = left.kind == Value::Scalar || (passed != left.state.end() && passed->second.asConstant() == 1.0);
    return first && endsWithLine(found.parts()[0]) && isNowhere(condition.operands[1]) ? std::optional(!equal) : std::nullopt;
  }
  const Operand &read = events::withoutCasts(condition.operands[0]);
  bool letter = number(state, condition.operands[1]).asConstant() == '\n' && read.kind == Operand::Read;
  return letter && endsWithLine(textEndingAt(state, read.place)) ? std::optional(equal) : std::nullopt;
}

/// A pointer that goes on by the length of a piece: `p + strcspn(p, " ")`.
static ValueRef behind(const Evaluator &evaluator, const State &state, const ValueRef &pointer, const Value &length) {
  if (length.record.head() != "token" || !pointer->text.empty())
    return behindPiece(pointer, pointer->text, length);
  std::vector<Location> letters = evaluator.referents(pointer, {});
  return letters.size() == 1 ? behindPiece(pointer, evaluator.values.expand(state.load(letters[0]))->text, length) : pointer;
}

ValueRef Evaluator::binary(const State &state, const Operand &operand) const {
  ValueRef left = values.expand(evaluate(state, operand.operands[0]));
  ValueRef right = values.expand(evaluate(state, operand.operands[1]));
  llvm::StringRef op = operand.text;
  bool pointers = left->kind == Value::Pointer || right->kind == Value::Pointer;
  auto numberOf = [](const ValueRef &value) {
    if (value->kind == Value::Unknown)
      return Expr::unknown(value->reason);
    return value->kind == Value::Scalar || value->kind == Value::Pointer ? value->number
                                                                         : Expr::unknown("a value that was never set");
  };
  Expr a = numberOf(left), b = numberOf(right);
  if (left->kind == Value::Pointer && right->kind == Value::Pointer)
    std::tie(a, b) = std::pair(offsetOf(*left, *right), offsetOf(*right, *left));
  auto folded = [&](const Expr &number) {
    auto value = constant(number);
    return value ? Expr(*value) : number;
  };

  Subject record = left->record.empty() ? right->record : left->record;
  if (pointers && (op == "+" || (op == "-" && right->kind != Value::Pointer))) {
    const ValueRef &pointer = left->kind == Value::Pointer ? left : right, &length = left->kind == Value::Pointer ? right : left;
    return changed(op == "+" ? behind(*this, state, pointer, *length) : pointer, [&](Value &copy) {
      copy.number = arithmetic(op, a, b);
      bool owned = copy.parts.count("target");
      disown(copy);
      if (owned && operand.operands[0].kind == Operand::Read)
        copy.targets = referents(left, locate(state, operand.operands[0].place));
    });
  }
  Expr result = Expr::unknown("a condition");
  if ((!pointers || op == "-") && op != "&&" && op != "||" && op != ",") {
    bool comparison = op == "<" || op == "<=" || op == ">" || op == ">=" || op == "==" || op == "!=";
    if (auto decided = decide(op, a, b); decided && comparison && !left->several && !right->several)
      result = Expr(*decided ? 1 : 0);
    else
      result = comparison ? conditionOf(op, a, b) : arithmetic(op, a, op == "<<" || op == ">>" ? folded(b) : b);
    if (auto walk = letterWalks.find(region); comparison && walk != letterWalks.end())
      result = shareOfLetter(*this, state, operand, walk->second).value_or(result); // as it is counted
  }
  if (op == "&&" || op == "||") {
    auto known = [](const ValueRef &side) {
      return side->several ? std::nullopt : (side->kind == Value::Scalar ? side->number.asConstant() : std::nullopt);
    };
    auto first = known(left), second = known(right);
    bool stops = op == "||"; // the value that decides alone
    if ((first && (*first != 0) == stops) || (second && (*second != 0) == stops))
      result = Expr(stops ? 1 : 0);
    else if (first && second)
      result = Expr(stops ? 0 : 1);
  }
  return changed(scalar(result), [&](Value &copy) {
    bool bounds = op == "%" || op == "&"; // any number up to this
    copy.several = (bounds || left->several || right->several) && !result.isUnknown();
    copy.record = record;
    bool composed = (op == "&&" || op == "||") && result.isUnknown();
    copy.text = composed ? bothOrEither(op, left->text, right->text) : comparedWith(*left, op, *right);
    if (copy.text.empty())
      copy.text = drawnAfter(op, *left, *right);
    if (op != "==" && op != "!=")
      return;
    if (auto ended = endOfLine(state, operand, *left))
      copy.share = *ended;
    else if (auto stride = shareOfStride(operand, [&](const Operand &part) { return number(state, part); }))
      copy.share = stride->asConstant().value_or(-1);
  });
}

} // namespace highwater::flow
