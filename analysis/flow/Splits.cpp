// Found by what happens to sizes: one more in one block of the loop, none in another.

#include "analysis/flow/Splits.h"

#include "analysis/events/Arguments.h"
#include "analysis/flow/Interpreter.h"
#include "analysis/flow/LetterClasses.h"
#include "analysis/flow/LetterWalks.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;
using events::Operand;
using events::Terminator;
using size::Expr;
using size::Subject;

static std::optional<Expr> sizeOfText(const Values &values, const ValueRef &text) {
  ValueRef value = values.expand(text);
  if (value->kind == Value::Scalar && !value->number.isUnknown())
    return value->number;
  auto size = value->state.find("size");
  if (value->kind != Value::Object || value->model->argumentClass != "text" || size == value->state.end())
    return std::nullopt;
  return size->second;
}

/// What a call did to the length of a text of the function that runs.
void Interpreter::notePieces(const CallSite &site, const State &before, const State &state) {
  unsigned loop = graph.loopOf(currentBlock);
  if (loop == none)
    return;
  auto note = [&](const Location &place, bool known) {
    auto old = sizeOfText(values, before.load(place)), now = sizeOfText(values, state.load(place));
    if (!old || !now || *old == *now)
      return;
    if (!known && (*now - *old).asConstant() == 1.0)
      splits.noted[loop][place].filled.insert(currentBlock);
    else if (now->isZero())
      splits.noted[loop][place].emptied.insert(currentBlock);
  };
  if (site.object.places.size() == 1)
    note(site.object.places[0], false);
  for (auto &[place, filled] : splits.noted[loop])
    note(place, true);
}

/// The variable that a place is, or that an index is made of: `n`, `n - 1`.
static events::VarId variableIn(const Operand &index) {
  const Operand &plain = events::withoutCasts(index);
  if (plain.kind == Operand::Binary)
    return variableIn(plain.operands[0]);
  return plain.kind == Operand::Read && plain.place.path.empty() ? plain.place.root : none;
}

/// `n = n + 1`, `n = 0`, `word[n - 1] = c`: what counts letters, and where they go.
void Interpreter::setCounting(const events::Event &event, State &state) {
  unsigned loop = graph.loopOf(currentBlock);
  if (loop == none)
    return runSet(event, state);
  if (const events::Place &place = event.place; !place.path.empty()) {
    runSet(event, state);
    const events::Projection &last = place.path.back();
    events::VarId index = last.kind == events::Projection::Element && last.index ? variableIn(*last.index) : none;
    if (auto counter = index == none ? splits.noted[loop].end() : splits.noted[loop].find(evaluator.variable(index));
        counter != splits.noted[loop].end())
      for (const Location &letters : evaluator.locate(state, place))
        counter->second.letters.insert(letters);
    return;
  }
  Location counter = evaluator.variable(event.place.root);
  auto old = sizeOfText(values, state.load(counter));
  runSet(event, state);
  auto now = sizeOfText(values, state.load(counter));
  if (!old || !now || *old == *now || values.expand(state.load(counter))->kind != Value::Scalar)
    return;
  if ((*now - *old).asConstant() == 1.0)
    splits.noted[loop][counter].filled.insert(currentBlock);
  else if (now->isZero())
    splits.noted[loop][counter].emptied.insert(currentBlock);
}

/// Whether a branch asks how far a counter is: `n == sizeof buffer`.
bool Interpreter::decidesOtherwise(const Location &counter, BlockId block) const {
  const Operand &test = events::withoutCasts(function.body.blocks[block].terminator.condition);
  if (test.kind != Operand::Binary || opposite(test.text).empty())
    return false;
  for (unsigned side : {0, 1}) {
    events::VarId variable = variableIn(test.operands[side]);
    const Operand &other = events::withoutCasts(test.operands[1 - side]);
    if (variable != none && evaluator.variable(variable) == counter && !(other.kind == Operand::Integer && other.integer == 0))
      return true;
  }
  return false;
}

/// A text that is split holds this piece, or the number that counts its letters does.
static void holdPiece(const Values &values, State &state, const Splits::Piece &piece, const Subject &held,
                      llvm::function_ref<Expr(const Expr &size)> length) {
  ValueRef text = values.expand(state.load(piece.text));
  if (text->kind == Value::Scalar) {
    state.store(piece.text, scalar(length(text->number)));
    for (const Location &letters : piece.where.letters)
      state.store(letters, changed(scalar(measured("value", held)), [&](Value &copy) { copy.text = held; }));
  }
  if (text->kind == Value::Object && text->state.count("size"))
    state.store(piece.text, changed(text, [&](Value &copy) {
      copy.text = held;
      copy.state["size"] = length(copy.state["size"]);
    }));
}

/// What is behind the last piece that a separator follows.
static Subject restOf(const Subject &piece) {
  return piece.head() == "folded" ? Subject("folded", {restOf(piece.parts()[0])}) : Subject("rest", {piece});
}

void Interpreter::nameFilled(unsigned loop, const State &entry, State &exit, const Expr &trips) const {
  auto split = splits.found.find(loop);
  if (split != splits.found.end() && countOfEnded(split->second.piece) != countOf(split->second.piece)) {
    Subject rest = restOf(split->second.piece);
    holdPiece(values, exit, split->second, rest, [&](const Expr &) { return measured("len", rest); });
  }
  auto noted = splits.noted.find(loop);
  Subject image = noted == splits.noted.end() ? Subject() : imageOf(textOfLength(trips));
  if (image.empty())
    return;
  for (const auto &[place, where] : noted->second) {
    auto before = sizeOfText(values, entry.load(place));
    ValueRef text = values.expand(exit.load(place));
    if (!where.filled.empty() && where.emptied.empty() && before && before->isZero() && sizeOfText(values, text))
      exit.store(place, changed(text, [&](Value &copy) { copy.text = image; }));
  }
}

/// Whether the loop goes on to the end of a text while loops in it go from letter to letter: to where a piece begins, and
/// behind it.
bool Interpreter::findScan(unsigned loop, const std::vector<Guard> &guards) {
  bool steps = llvm::any_of(graph.loops, [&](const Loop &inner) { return inner.parent == loop; });
  for (const Guard &guard : guards) {
    Subject whole = guard.kind == Guard::Compare && guard.op == "<" ? textOfLength(guard.right) : Subject();
    if (!steps || whole.empty() || splits.scans.count(loop))
      continue;
    Subject piece("word", {whole});
    for (BlockId block : graph.loops[loop].blocks) {
      const Operand &test = function.body.blocks[block].terminator.condition;
      if (auto separator = graph.loopOf(block) != loop ? letterComparison(test) : std::nullopt; separator && separator->letter != ' ')
        piece = Subject("token", {whole, characterText(separator->letter)});
    }
    return splits.scans.emplace(loop, piece).second;
  }
  return false;
}

/// The pieces between separators of which several may follow one another.
static Subject withoutEmpty(const Subject &piece) {
  if (piece.head() == "folded")
    return Subject("folded", {withoutEmpty(piece.parts()[0])});
  bool single = piece.head() == "token" && piece.parts()[1].head() != "any";
  return single ? Subject("token", {piece.parts()[0], Subject("any", {piece.parts()[1]})}) : piece;
}

/// Whether the loop, which runs `trips` times, goes through the letters of a text and splits it; then it has to run again.
bool Interpreter::findPieces(unsigned loop, const State &back, const Expr &trips) {
  Subject whole = textOfLength(trips);
  auto isLetterTest = [&](const auto &edge) { return letterComparison(function.body.blocks[edge.first].terminator.condition).has_value(); };
  auto noted = splits.noted.find(loop);
  if (splits.found.count(loop) || noted == splits.noted.end() || whole.empty())
    return false;
  for (const auto &[text, where] : noted->second) {
    if (where.filled.empty() || where.emptied.empty() || !sizeOfText(values, back.load(text)))
      continue;
    Splits::Piece piece{text, Subject("word", {whole}), {}, where, {}};
    for (BlockId emptied : where.emptied)
      for (BlockId block : graph.loops[loop].blocks) {
        const Terminator &test = function.body.blocks[block].terminator;
        if (test.kind != Terminator::Branch || graph.loopOf(block) != loop || block == emptied)
          continue;
        for (BlockId to : test.successors)
          if (to != none && graph.contains(loop, to) && graph.dominates(to, emptied) &&
              graph.predecessors[to].size() == 1) {
            piece.ends.insert({block, to});
            if (auto separator = letterComparison(test.condition); separator && to == test.successors[separator->equal ? 0 : 1])
              piece.piece = Subject("token", {whole, characterText(separator->letter)});
          }
      }
    // The last branch on the way decides; those before it only lead there.
    std::set<std::pair<BlockId, BlockId>> last, byLetter;
    llvm::copy_if(piece.ends, std::inserter(byLetter, byLetter.end()), isLetterTest);
    for (const auto &edge : piece.ends)
      if (llvm::none_of(piece.ends, [&](const auto &other) {
            return other != edge && graph.dominates(edge.second, other.first);
          }))
        last.insert(edge);
    piece.ends = last;
    if (auto found = piecesByLetters(evaluator, graph, loop, where, whole))
      piece.piece = *found;
    if (!byLetter.empty() && llvm::none_of(piece.ends, isLetterTest)) { // `if (c == ' ') { if (!word.empty()) …`
      piece.piece = withoutEmpty(piece.piece);
      piece.ends = byLetter;
    }
    Expr count = countOfEnded(piece.piece);
    bool limited = llvm::any_of(piece.ends, [&](const auto &edge) { return decidesOtherwise(text, edge.first); });
    if (piece.ends.empty() || count.isUnknown() || limited)
      continue;
    piece.share = Expr::mean(count) / Expr::mean(trips); // of all texts together
    splits.found.emplace(loop, std::move(piece));
    return true;
  }
  return false;
}

/// Whether a letter is compared with one that ends pieces: how often it does is known of all of those together.
static bool asksForSeparator(const Operand &condition, const Subject &piece) {
  auto compared = letterComparison(condition);
  if (!compared || piece.head() != "token")
    return false;
  const Subject &separator = piece.parts()[1], &letters = separator.head() == "any" ? separator.parts()[0] : separator;
  return letters.head() == "lit" && llvm::is_contained(letters.parts()[0].head(), static_cast<char>(compared->letter));
}

void Interpreter::shareOut(BlockId block, const State &state, std::vector<Edge> &edges) const {
  unsigned loop = graph.loopOf(block);
  if (edges.size() != 2)
    return;
  auto walk = evaluator.letterWalks.find(loop);
  auto found = splits.found.find(loop);
  auto stays = [&](const Edge &edge) { return edge.to != none && graph.contains(loop, edge.to); };
  bool separates = found != splits.found.end() && asksForSeparator(function.body.blocks[block].terminator.condition, found->second.piece);
  if (walk != evaluator.letterWalks.end() && !separates && llvm::all_of(edges, stays))
    if (auto share = shareOfLetter(evaluator, state, function.body.blocks[block].terminator.condition, walk->second)) {
      edges[0].share = *share;
      edges[1].share = Expr(1) - *share;
    }
  if (found == splits.found.end())
    return;
  for (unsigned side : {0, 1})
    if (found->second.ends.count({block, edges[side].to})) {
      edges[side].share = found->second.share;
      edges[1 - side].share = Expr(1) - found->second.share;
    }
}

/// A text is a piece where one ends; where one is `filled`, it is not longer than pieces are.
void Interpreter::takePiece(BlockId block, State &state, bool filled) const {
  auto found = splits.found.find(graph.loopOf(block));
  if (found == splits.found.end())
    return;
  const Splits::Piece &piece = found->second;
  bool ends = llvm::any_of(piece.ends, [&](const auto &edge) { return edge.second == block; });
  if (filled ? !piece.where.filled.count(block) : !ends)
    return;
  Expr length = measured("len", piece.piece);
  holdPiece(values, state, piece, piece.piece, [&](const Expr &size) { return !filled ? length : Expr::min({size, Expr::worst(length)}); });
}

} // namespace highwater::flow
