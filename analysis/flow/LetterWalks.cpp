// A letter is read through a pointer that goes one further, or at an index that does.

#include "analysis/flow/LetterWalks.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Interpreter.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::Operand;
using events::Projection;
using events::Terminator;
using size::Expr;
using size::Subject;

namespace {

struct LetterVariable {
  const Operand *variable;
  bool equal;
  const Operand *with;
};

} // namespace

static bool isLetterType(TypeRef type) { return type && type->kind == events::Type::Integer && type->size == 1; }

/// `*p`, `*p != 0`, `0 == line[i]`: the letter that is tested for the end of a text, and whether the test holds there.
static std::optional<std::pair<const Operand *, bool>> endTest(const Operand &condition) {
  const Operand &plain = events::withoutCasts(condition);
  if (plain.kind == Operand::Read)
    return std::pair(&plain, false);
  if (plain.kind == Operand::Unary && plain.text == "!")
    if (auto inner = endTest(plain.operands[0]))
      return std::pair(inner->first, !inner->second);
  if (plain.kind != Operand::Binary || (plain.text != "==" && plain.text != "!="))
    return std::nullopt;
  for (unsigned side : {0, 1}) {
    const Operand &zero = events::withoutCasts(plain.operands[side]), &letter = events::withoutCasts(plain.operands[1 - side]);
    if (zero.kind == Operand::Integer && zero.integer == 0 && letter.kind == Operand::Read)
      return std::pair(&letter, plain.text == "==");
  }
  return std::nullopt;
}

/// What is pointed to, or indexed, where a letter is read.
static events::Place holderOf(const events::Place &letter) {
  events::Place holder = letter;
  holder.path.pop_back();
  return holder;
}

/// The text of an array of letters, a pointer to them, or a string.
static Subject textAt(const Evaluator &evaluator, const State &state, const events::Place &holder) {
  const Values &values = evaluator.values;
  std::vector<Location> places = evaluator.locate(state, holder);
  ValueRef value = values.expand(state.load(places));
  if (value->kind == Value::Array)
    return places.size() == 1 ? values.expand(state.load(places[0].at({Step::Slot, "element"})))->text : Subject();
  if (!value->text.empty() || value->kind != Value::Pointer)
    return value->text;
  std::vector<Location> referents = evaluator.referents(value, places);
  Subject text = referents.size() == 1 ? values.expand(state.load(referents[0]))->text : Subject();
  return text.empty() ? value->source : text; // a file that is mapped
}

Expr indexOf(const Evaluator &evaluator, const State &state, const events::Place &letter) {
  const Projection &last = letter.path.back();
  ValueRef holder = evaluator.values.expand(state.load(evaluator.locate(state, holderOf(letter))));
  Expr start = holder->kind == Value::Pointer ? holder->number : Expr(0);
  return last.kind == Projection::Element && last.index ? start + evaluator.number(state, *last.index) : start;
}

std::optional<LetterWalk> walkToEnd(const Evaluator &evaluator, llvm::ArrayRef<Exit> exits, const State &entry,
                                    const State &head, const State &back) {
  std::optional<LetterWalk> found;
  for (const Exit &exit : exits) {
    const Terminator &branch = evaluator.function.body.blocks[exit.from].terminator;
    auto test = branch.kind == Terminator::Branch ? endTest(branch.condition) : std::nullopt;
    if (!test || !isLetterType(evaluator.type(test->first->type)) || test->first->place.path.empty() ||
        test->first->place.path.back().kind == Projection::Field || branch.successors[test->second ? 0 : 1] != exit.to)
      return std::nullopt;
    const events::Place &letter = test->first->place;
    Subject text = textAt(evaluator, head, holderOf(letter));
    Expr before = indexOf(evaluator, entry, letter);
    Expr step = indexOf(evaluator, back, letter) - indexOf(evaluator, head, letter);
    if (text.empty() || before.isUnknown() || step.asConstant() != 1.0)
      return std::nullopt;
    LetterWalk walk{text, before.isZero() ? lengthOf(text) : Expr::max({0, lengthOf(text) - before})};
    if (found && !(*found == walk))
      return std::nullopt;
    found = walk;
  }
  return found;
}

Subject textOfLength(const Expr &trips) {
  for (const Expr &limit : trips.operandsOfMin()) // of what a buffer takes at a time
    if (const size::Symbol *length = limit.asSymbol(); length && length->measure == "len" && length->subject.head() == "block")
      return length->subject;
  Expr without = trips - 1;
  const size::Symbol *length = trips.asSymbol() ? trips.asSymbol() : without.asSymbol();
  if (!length)
    return {};
  if (length->measure == "size") // of what the caller passed
    return Subject("text", {length->subject});
  return length->measure == "len" || length->measure == "bytes" ? length->subject : Subject();
}

Subject letterOf(const Expr &code) {
  if (auto number = code.asConstant())
    return characterText(*number);
  const size::Symbol *symbol = code.asSymbol();
  return symbol && symbol->measure == "value" && !symbol->varying ? Subject("code", {symbol->subject}) : Subject();
}

/// `*p == separator`: a letter of a text beside what may be one in a variable.
static std::optional<LetterVariable> letterVariable(const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind != Operand::Binary || (test.text != "==" && test.text != "!="))
    return std::nullopt;
  for (unsigned side : {0, 1}) {
    const Operand &variable = events::withoutCasts(test.operands[side]), &letter = events::withoutCasts(test.operands[1 - side]);
    bool read = variable.kind == Operand::Read && letter.kind == Operand::Read && !letter.place.path.empty();
    if (read && letter.place.path.back().kind != Projection::Field &&
        (variable.place.path.empty() || variable.place.path.back().kind == Projection::Field))
      return LetterVariable{&variable, test.text == "==", &letter};
  }
  return std::nullopt;
}

std::optional<Expr> shareOfLetter(const Evaluator &evaluator, const State &state, const Operand &condition,
                                  const LetterWalk &walk) {
  auto compared = letterComparison(condition);
  auto variable = compared ? std::nullopt : letterVariable(condition);
  Subject separator = compared ? characterText(compared->letter)
                      : variable ? letterOf(evaluator.number(state, *variable->variable))
                                 : Subject();
  const Operand *with = compared ? compared->with : variable ? variable->with : nullptr;
  if (separator.empty() || with->kind != Operand::Read)
    return std::nullopt;
  const Operand &letter = *with;
  ValueRef value = evaluator.values.expand(evaluator.evaluate(state, letter));
  bool isRead = isLetterType(evaluator.type(letter.type)) || value->record.head() == "character";
  if (!isRead || (value->kind == Value::Scalar && value->number.asConstant()))
    return std::nullopt;
  if (const events::Place &place = letter.place; !place.path.empty()) {
    const Projection &last = place.path.back();
    bool fixed = last.kind == Projection::Element && last.index && evaluator.number(state, *last.index).asConstant();
    if (fixed || textAt(evaluator, state, holderOf(place)) != walk.text)
      return std::nullopt;
  }
  bool ofMany = walk.text.head() == "block"; // a piece may go on in the next one
  Subject whole = ofMany ? walk.text.parts()[0] : walk.text;
  Expr count = countOf(Subject(compared && compared->letter == '\n' ? "token" : "separator", {whole, separator}));
  Expr share = Expr::mean(count) / (ofMany ? measured("bytes", whole) : Expr::mean(walk.count)); // of all texts together
  return (compared ? compared->equal : variable->equal) ? share : Expr(1) - share;
}

/// `c == ','` in a loop's own blocks, where it decides which way the iteration goes, or is counted.
static bool asksForLetter(const events::Block &block, llvm::function_ref<bool(BlockId)> inLoop) {
  const Terminator &test = block.terminator;
  auto asks = [](const Operand &condition) { return letterComparison(condition) || letterVariable(condition); };
  if (test.kind == Terminator::Branch && asks(test.condition) && llvm::all_of(test.successors, inLoop))
    return true;
  return llvm::any_of(block.events, [&](const events::Event &event) {
    const Operand &sum = events::withoutCasts(event.value);
    return event.kind == events::Event::Set && sum.kind == Operand::Binary && sum.text == "+" &&
           llvm::any_of(sum.operands, asks);
  });
}

bool Interpreter::findLetters(unsigned loop, const Subject &text, const Expr &trips) {
  bool asks = llvm::any_of(graph.loops[loop].blocks, [&](BlockId block) {
    return graph.loopOf(block) == loop && asksForLetter(function.body.blocks[block], [&](BlockId to) {
      return to != events::none && graph.contains(loop, to);
    });
  });
  if (!asks || text.empty() || trips.isUnknown())
    return false;
  LetterWalk walk{text, trips};
  auto [known, inserted] = evaluator.letterWalks.try_emplace(loop, walk);
  return inserted || std::exchange(known->second, walk) != walk;
}

} // namespace highwater::flow
