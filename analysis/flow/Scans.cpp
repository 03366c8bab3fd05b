// Found by the tests at the exits of a loop, and a pointer that each iteration takes one letter further.

#include "analysis/flow/Blocks.h"
#include "analysis/flow/Scans.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Readings.h"

namespace highwater::flow {

using events::Operand;
using events::Terminator;
using size::Subject;

namespace {

/// `*p == ','`, `line[0] == '#' || line[0] == '%'`, or the same with `!=` and `&&`.
struct LetterTest {
  events::Place pointer;
  std::string letters;
  bool equal;
};

} // namespace

/// `*p`, `line[0]`
static bool readsFirst(const Operand &operand) {
  if (operand.kind != Operand::Read || operand.place.path.empty())
    return false;
  const events::Projection &last = operand.place.path.back();
  bool first = last.kind == events::Projection::Element && last.index && events::withoutCasts(*last.index).kind == Operand::Integer &&
               events::withoutCasts(*last.index).integer == 0;
  return first || last.kind == events::Projection::Deref;
}

std::optional<LetterComparison> letterComparison(const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind != Operand::Binary || (test.text != "==" && test.text != "!="))
    return std::nullopt;
  for (unsigned side : {0, 1})
    if (const Operand &plain = events::withoutCasts(test.operands[side]);
        plain.kind == Operand::Integer && plain.integer > 0 && plain.integer < 128)
      return LetterComparison{static_cast<char>(plain.integer), test.text == "==", &events::withoutCasts(test.operands[1 - side])};
  return std::nullopt;
}

static std::optional<LetterTest> letterTest(const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind == Operand::Binary && (test.text == "||" || test.text == "&&")) { // other parts may decide as well
    auto left = letterTest(test.operands[0]), right = letterTest(test.operands[1]);
    auto fits = [&](const std::optional<LetterTest> &side) { return side && side->equal == (test.text == "||"); };
    if (!fits(left) || !fits(right))
      return fits(left) ? left : fits(right) ? right : std::nullopt;
    left->letters += right->letters;
    return left;
  }
  auto compared = letterComparison(test);
  if (!compared || !readsFirst(*compared->with))
    return std::nullopt;
  LetterTest found{compared->with->place, std::string(1, compared->letter), compared->equal};
  found.pointer.path.pop_back();
  return found;
}

static ValueRef pointerAt(const State &state, const Location &place) {
  ValueRef value = state.valuesOf().expand(state.load(place));
  return value->kind == Value::Pointer ? value : nullptr;
}

/// The text that a pointer goes through, where it goes one letter further.
static Subject textOf(const State &head, const State &back, const Location &place) {
  ValueRef from = pointerAt(head, place), to = pointerAt(back, place);
  if (!from || !to || (to->number - from->number).asConstant() != 1.0)
    return {};
  if (!from->text.empty() || from->targets.size() != 1)
    return from->text;
  return head.valuesOf().expand(head.load(from->targets[0]))->text;
}

std::optional<Scan> scanOf(const Evaluator &evaluator, llvm::ArrayRef<Exit> exits, const State &head, const State &back) {
  std::optional<Location> pointer;
  std::string letters;
  for (const Exit &exit : exits) {
    const Terminator &branch = evaluator.function.body.blocks[exit.from].terminator;
    auto test = branch.kind == Terminator::Branch ? letterTest(branch.condition) : std::nullopt;
    if (!test || branch.successors[test->equal ? 0 : 1] != exit.to)
      continue;
    std::vector<Location> places = evaluator.locate(head, test->pointer);
    if (places.size() != 1 || (pointer && !(*pointer == places[0])))
      continue;
    pointer = places[0];
    letters += test->letters;
  }
  if (!pointer)
    return std::nullopt;
  Subject text = textOf(head, back, *pointer);
  if (text.empty())
    return std::nullopt;
  Subject separator = literalText(letters);
  return Scan{*pointer, Subject("token", {text, letters.size() > 1 ? Subject("any", {separator}) : separator})};
}

void endScan(State &state, const Scan &scan) {
  ValueRef pointer = pointerAt(state, scan.pointer);
  if (!pointer)
    return;
  Subject separator("separator", scan.piece.parts());
  state.store(scan.pointer, changed(pointer, [&](Value &copy) {
    copy.text = scan.piece.parts()[0];
    copy.record = separator;
    copy.state[passedName(separator)] += size::Expr(1);
  }));
}

/// What reads `source`, if it is known where it is in it.
static std::optional<Location> readerOf(const State &state, const State &later, const Subject &source) {
  const Values &values = state.valuesOf();
  std::optional<Location> found;
  for (const auto &[root, held] : later.roots())
    for (Location where = {root, {}, later.typeOf(root)};;) {
      ValueRef value = values.expand(state.load(where));
      if (value->source == source && !value->position.empty())
        found = where; // the object rather than a pointer to it
      if (value->kind != Value::Pointer || !value->parts.count("target"))
        break;
      where = contentOf(where);
    }
  return found;
}

/// Where the text is whose first letter is at a place: its letters, or the string.
static std::optional<Location> bufferBeginningAt(const Evaluator &evaluator, const State &state, const events::Place &place) {
  const Values &values = state.valuesOf();
  std::vector<Location> places = evaluator.locate(state, place);
  if (places.size() != 1)
    return std::nullopt;
  ValueRef value = values.expand(state.load(places));
  if (value->kind == Value::Array)
    return places[0].at({Step::Slot, "element"});
  std::vector<Location> referents = evaluator.referents(value, places);
  if (referents.size() != 1)
    return std::nullopt;
  Location buffer = referents[0];
  bool first = !buffer.path.empty() && buffer.path.back().index == 0u;
  Location holder = buffer;
  if (first)
    holder.path.pop_back();
  return values.expand(state.load(holder))->kind == Value::Object ? holder : buffer; // of a string that is all of it
}

namespace {

/// A test of the first letter of a line that was read.
struct LineTest {
  LetterTest test;
  Location buffer;
  Subject line;
};

} // namespace

static std::optional<LineTest> lineTest(const Evaluator &evaluator, const State &state, events::BlockId block) {
  const Terminator &branch = evaluator.function.body.blocks[block].terminator;
  auto test = branch.kind == Terminator::Branch ? letterTest(branch.condition) : std::nullopt;
  auto buffer = test ? bufferBeginningAt(evaluator, state, test->pointer) : std::nullopt;
  Subject text = buffer ? state.valuesOf().expand(state.load(*buffer))->text : Subject();
  return text.head() == "line" ? std::optional(LineTest{*test, *buffer, text}) : std::nullopt;
}

std::optional<SkippedLines> skippedLines(const Evaluator &evaluator, llvm::ArrayRef<events::BlockId> blocks,
                                         llvm::ArrayRef<Exit> exits, const State &entry, const State &back) {
  SkippedLines result;
  std::optional<bool> until; // such a letter, or while there is one
  auto leavesWhereEqual = [&](events::BlockId block, const LetterTest &test) -> std::optional<bool> {
    for (const Exit &exit : exits)
      if (exit.from == block)
        return evaluator.function.body.blocks[block].terminator.successors[test.equal ? 0 : 1] == exit.to;
    return std::nullopt;
  };
  std::string letters;
  for (events::BlockId block : blocks) {
    auto found = lineTest(evaluator, back, block);
    if (!found)
      continue;
    auto leaves = leavesWhereEqual(block, found->test);
    if ((!result.line.empty() && result.line != found->line) || (leaves && until.value_or(*leaves) != *leaves))
      return std::nullopt;
    result.line = found->line;
    result.buffer = found->buffer;
    if (leaves)
      until = leaves;
    letters += found->test.letters;
  }
  auto reader = until ? readerOf(entry, back, result.line.parts()[0]) : std::nullopt;
  if (!reader)
    return std::nullopt;
  Subject position = entry.valuesOf().expand(entry.load(*reader))->position;
  Subject step(*until ? "until" : "while", {literalText(letters)});
  result.handle = *reader;
  result.header = Subject("reading", {result.line, Subject("past", {position, step})});
  return result;
}

void endSkip(State &state, const SkippedLines &skipped) {
  Rewriter rewriter = identityRewriter();
  rewriter.about(skipped.line, skipped.header);
  state.store(skipped.buffer, rewrite(state.load(skipped.buffer), rewriter));
  Subject position("past", {skipped.header.parts()[1], Subject("line")});
  state.store(skipped.handle, changed(state.valuesOf().expand(state.load(skipped.handle)), [&](Value &copy) { copy.position = position; }));
}

} // namespace highwater::flow
