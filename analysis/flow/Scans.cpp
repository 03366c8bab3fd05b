// Found by the tests at the exits of a loop, and a pointer that each iteration takes one letter further.

#include "analysis/flow/Scans.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Readings.h"

namespace highwater::flow {

using events::Operand;
using events::Terminator;
using size::Subject;

namespace {

/// `*p == ','`, or the same with `!=`.
struct LetterTest {
  events::Place pointer;
  char letter;
  bool equal;
};

} // namespace

static std::optional<LetterTest> letterTest(const Operand &condition) {
  const Operand &test = events::withoutCasts(condition);
  if (test.kind != Operand::Binary || (test.text != "==" && test.text != "!="))
    return std::nullopt;
  for (unsigned side : {0, 1}) {
    const Operand &read = events::withoutCasts(test.operands[side]), &letter = events::withoutCasts(test.operands[1 - side]);
    bool ofPointer = read.kind == Operand::Read && !read.place.path.empty() &&
                     read.place.path.back().kind == events::Projection::Deref;
    if (!ofPointer || letter.kind != Operand::Integer || letter.integer <= 0 || letter.integer > 127)
      continue;
    LetterTest found{read.place, static_cast<char>(letter.integer), test.text == "=="};
    found.pointer.path.pop_back();
    return found;
  }
  return std::nullopt;
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
    letters += test->letter;
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

} // namespace highwater::flow
