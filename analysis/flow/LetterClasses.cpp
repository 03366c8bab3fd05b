// Each letter is sent through the loop: tests of it are decided, of others both sides are taken.

#include "analysis/flow/LetterClasses.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/CallSite.h"
#include "analysis/size/Letters.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace highwater::flow {

using effects::Formula;
using events::BlockId;
using events::Event;
using events::none;
using events::Operand;
using events::Place;
using events::Terminator;
using events::VarId;
using size::Letters;
using size::Subject;

namespace {

using Number = std::optional<std::int64_t>;

/// What calls in a loop compute of a letter: `alpha(arg0)`, `lowered(arg0)`.
using LetterCalls = llvm::MapVector<const Event *, const Formula *>;

const Formula *formulaOf(const Evaluator &evaluator, const Event &call) {
  if (call.kind != Event::Call || call.arguments.empty() || call.callee.name.empty())
    return nullptr;
  const effects::CallModel *model = findModel(evaluator.values, evaluator.unit, call, {});
  const Formula *value = model && model->returns && model->returns->value ? &*model->returns->value : nullptr;
  bool calls = value && value->kind == Formula::Call;
  return calls && (value->name == "lowered" || value->name == "raised" || size::lettersOf(value->name)) ? value : nullptr;
}

LetterCalls letterCallsIn(const Evaluator &evaluator, const Loop &loop) {
  LetterCalls calls;
  for (BlockId block : loop.blocks)
    for (const Event &event : evaluator.function.body.blocks[block].events)
      if (const Formula *formula = formulaOf(evaluator, event))
        calls[&event] = formula;
  return calls;
}

bool isSame(const Place &one, const Place &other) {
  return one.root == other.root && llvm::equal(one.path, other.path, [](const events::Projection &a, const events::Projection &b) {
           bool indexed = a.index && b.index;
           return a.kind == b.kind && a.field == b.field && bool(a.index) == bool(b.index) &&
                  (!indexed || isSame(events::withoutCasts(*a.index).place, events::withoutCasts(*b.index).place));
         });
}

/// One letter on its way.
class Walk {
public:
  Walk(const Evaluator &evaluator, const Graph &graph, unsigned loop, const LetterCalls &calls, const Splits::Filled &where,
       const Place &letter)
      : evaluator(evaluator), graph(graph), loop(loop), calls(calls), where(where), letter(letter) {}

  bool filled = false, emptied = false, folded = false;
  bool stays = false;               ///< it may be in the loop at the end of an iteration
  std::set<BlockId> seen;           ///< by the last letter

  void send(unsigned char code) {
    filled = emptied = stays = false;
    seen.clear();
    sent = static_cast<signed char>(code);
    visit(graph.loops[loop].header, {});
  }

private:
  using Known = std::map<VarId, std::int64_t>;

  Number value(const Operand &given, const Known &known) const {
    const Operand &operand = events::withoutCasts(given);
    if (operand.kind == Operand::Integer)
      return operand.integer;
    if (operand.kind == Operand::Unary && operand.text == "!") {
      Number inner = value(operand.operands[0], known);
      return inner ? Number(*inner == 0) : std::nullopt;
    }
    if (operand.kind == Operand::Binary)
      return computed(operand.text, value(operand.operands[0], known), value(operand.operands[1], known));
    if (operand.kind != Operand::Read)
      return std::nullopt;
    if (auto found = known.find(operand.place.root); found != known.end() && operand.place.path.empty())
      return found->second;
    return isSame(operand.place, letter) ? Number(sent) : std::nullopt;
  }

  Number computed(llvm::StringRef op, Number left, Number right) const {
    bool both = op == "&&";
    if ((both || op == "||") && ((left && (*left != 0) != both) || (right && (*right != 0) != both)))
      return !both;
    if (!left || !right)
      return std::nullopt;
    if (both || op == "||")
      return both;
    auto holds = evaluator.decide(op, size::Expr(static_cast<double>(*left)), size::Expr(static_cast<double>(*right)));
    return holds ? Number(*holds) : std::nullopt;
  }

  Number called(const Formula &formula, Number given) const {
    if (!given)
      return std::nullopt;
    char c = static_cast<char>(*given);
    if (auto letters = size::lettersOf(formula.name))
      return (*letters)[static_cast<unsigned char>(c)];
    return formula.name == "lowered" ? llvm::toLower(c) : llvm::toUpper(c);
  }

  void run(const Event &event, Known &known) {
    Number result;
    if (auto call = calls.find(&event); call != calls.end())
      result = called(*call->second, value(event.arguments[0].value, known));
    else if (event.kind == Event::Set)
      result = value(event.value, known);
    if ((event.kind != Event::Set && event.kind != Event::Call) || !event.place.path.empty() || event.place.root == none)
      return;
    if (result)
      known[event.place.root] = *result;
    else if (event.place.root != letter.root)
      known.erase(event.place.root);
  }

  /// Whether what is stored, or added where a text is filled, is another letter than the one that was sent.
  void note(const Event &event, const Known &known, bool fills) {
    for (const events::Argument &argument : event.arguments)
      if (Number added = fills ? value(argument.value, known) : std::nullopt; added && llvm::isAlpha(static_cast<char>(sent)))
        folded |= *added != sent;
    if (Number added = event.kind == Event::Set && !event.place.path.empty() ? value(event.value, known) : std::nullopt;
        added && llvm::isAlpha(static_cast<char>(sent)))
      folded |= *added != sent;
  }

  void visit(BlockId block, Known known) {
    if (!seen.insert(block).second)
      return;
    bool fills = where.filled.count(block) != 0;
    for (const Event &event : evaluator.function.body.blocks[block].events) {
      run(event, known);
      if (!calls.count(&event))
        note(event, known, fills);
    }
    filled |= fills;
    emptied |= where.emptied.count(block) != 0;
    if (fills || where.emptied.count(block))
      return;
    const Terminator &test = evaluator.function.body.blocks[block].terminator;
    Number decided = test.kind == Terminator::Branch ? value(test.condition, known) : std::nullopt;
    for (unsigned side = 0; side < test.successors.size(); ++side) {
      BlockId to = test.successors[side];
      bool chosen = !decided || (side == 0) == (*decided != 0);
      stays |= chosen && to == graph.loops[loop].header;
      if (chosen && to != none && graph.contains(loop, to) && to != graph.loops[loop].header)
        visit(to, known);
    }
  }

  const Evaluator &evaluator;
  const Graph &graph;
  unsigned loop;
  const LetterCalls &calls;
  const Splits::Filled &where;
  const Place &letter;
  std::int64_t sent = 0;
};

/// What is read there, behind calls that change a letter.
const Place *letterIn(const LetterCalls &calls, const Operand &given) {
  const Operand &operand = events::withoutCasts(given);
  if (operand.kind != Operand::Read)
    return nullptr;
  for (const auto &[call, formula] : calls) {
    const Operand &argument = events::withoutCasts(call->arguments[0].value);
    bool gives = operand.place.path.empty() && call->place.root == operand.place.root;
    if (gives && !isSame(argument.place, operand.place)) // and not `c = tolower(c)`
      return letterIn(calls, argument);
  }
  return &operand.place;
}

/// The letter that is added where a text is filled.
const Place *letterAdded(const Evaluator &evaluator, const LetterCalls &calls, const Splits::Filled &where) {
  const Place *found = nullptr;
  for (BlockId block : where.filled)
    for (const Event &event : evaluator.function.body.blocks[block].events) {
      if (calls.count(&event))
        continue;
      if (event.kind == Event::Call && event.object && event.arguments.size() == 1)
        found = letterIn(calls, event.arguments[0].value);
      if (event.kind == Event::Set && !event.place.path.empty())
        found = letterIn(calls, event.value);
    }
  return found;
}

} // namespace

/// The separators, where they are few enough to be listed.
static std::optional<std::string> listed(const Letters &separators) {
  constexpr size_t most = 8;
  if (separators.count() > most)
    return std::nullopt;
  std::string text;
  for (unsigned code = 0; code < separators.size(); ++code)
    if (separators[code])
      text += static_cast<char>(code);
  return text;
}

/// The last letter that differs from the end of the input.
constexpr unsigned last = 254;

/// The pieces of a text between such letters.
static Subject between(const Letters &separators, const Subject &whole) {
  Letters spaces = *size::lettersOf("space");
  if ((separators & ~spaces).none() && separators.count() > 1)
    return Subject("word", {whole});
  if (auto letters = listed(separators))
    return letters->size() == 1 ? Subject("token", {whole, literalText(*letters)})
                                : Subject("token", {whole, Subject("any", {literalText(*letters)})});
  return Subject("run", {whole, literalText(size::spelled(~separators))});
}

std::optional<Subject> piecesByLetters(const Evaluator &evaluator, const Graph &graph, unsigned loop, const Splits::Filled &where,
                                       const Subject &whole) {
  LetterCalls calls = letterCallsIn(evaluator, graph.loops[loop]);
  const Place *letter = letterAdded(evaluator, calls, where);
  if (!letter)
    return std::nullopt;
  Walk walk(evaluator, graph, loop, calls, where, *letter);
  Letters separators;
  for (unsigned code = 0; code < separators.size(); ++code) {
    walk.send(static_cast<unsigned char>(code));
    if (walk.filled && walk.emptied) // something else decides
      return std::nullopt;
    separators[code] = walk.emptied;
  }
  separators[last + 1] = separators[last];
  if (separators.none() || separators.all())
    return std::nullopt;
  Subject piece = between(separators, whole);
  return walk.folded ? Subject("folded", {piece}) : piece;
}

std::optional<PieceUpTo> pieceUpTo(const Evaluator &evaluator, const Graph &graph, unsigned loop, const Place &letter,
                                   const Subject &whole) {
  LetterCalls calls = letterCallsIn(evaluator, graph.loops[loop]);
  Splits::Filled nothing;
  Walk walk(evaluator, graph, loop, calls, nothing, letter);
  PieceUpTo result;
  Letters separators;
  for (unsigned code = 0; code <= last; ++code) {
    walk.send(static_cast<unsigned char>(code));
    separators[code] = !walk.stays;
    if (walk.stays)
      result.keeps.insert(walk.seen.begin(), walk.seen.end());
  }
  separators[last + 1] = separators[last];
  if (separators.none() || separators.all())
    return std::nullopt;
  Letters ends;
  ends['\n'] = ends['\r'] = true;
  bool lines = separators['\n'] && (separators & ~ends).none();
  result.subject = lines ? Subject("line", {whole}) : between(separators, whole);
  if (walk.folded)
    result.subject = Subject("folded", {result.subject});
  return result;
}

} // namespace highwater::flow
