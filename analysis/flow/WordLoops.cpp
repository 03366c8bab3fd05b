// Loops over the words of a known command line are run word by word, so that each option meets its own value.

#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;

/// Whether the body mentions a pointer to the words.
bool Interpreter::readsWords(unsigned loop, const State &entry) const {
  if (!options.spelled)
    return false;
  std::set<events::VarId> words;
  for (events::VarId id = 0; id < function.body.variables.size(); ++id) {
    TypeRef type = evaluator.typeOf(id);
    if (type && type->kind == events::Type::Pointer && type.pointee() && type.pointee()->kind == events::Type::Pointer &&
        isArguments(values.expand(entry.load(evaluator.variable(id)))))
      words.insert(id);
  }
  auto mentioned = [&](events::VarId id) { return words.count(id) != 0; };
  return !words.empty() && llvm::any_of(graph.loops[loop].blocks, [&](BlockId block) {
    const events::Block &code = function.body.blocks[block];
    bool found = false;
    auto note = [&](events::VarId id) { found |= mentioned(id); };
    for (const events::Event &event : code.events)
      forEachVariable(event, note);
    forEachVariable(code.terminator.condition, note);
    return found;
  });
}

bool Interpreter::runWords(unsigned loop, const State &entry, Region &outer, std::map<BlockId, State> &waiting,
                           unsigned within) {
  if (!readsWords(loop, entry))
    return false;
  std::vector<Peak> *outerPeaks = peaks;
  std::vector<Peak> found;
  peaks = &found;
  unrolled.insert(loop);
  std::vector<Arrival> exits;
  std::optional<State> state = entry;
  constexpr unsigned longest = 64;
  for (unsigned iteration = 0; state && iteration < longest; ++iteration) {
    Region body = runRegion(loop, std::move(*state));
    bool undecided = body.back && llvm::any_of(body.exits, [&](const Arrival &exit) {
      return exit.from == graph.loops[loop].header;
    });
    if (undecided)
      break;
    llvm::move(body.exits, std::back_inserter(exits));
    state = std::move(body.back);
    body.back.reset();
  }
  unrolled.erase(loop);
  peaks = outerPeaks;
  if (state)
    return false; // its number of iterations is not the command line's
  llvm::move(found, std::back_inserter(*peaks));
  prune(*peaks);
  for (Arrival &exit : exits) {
    exit.guard.reset();
    exit.state.leaveLoop(entry);
    deliver(std::move(exit), within, outer, waiting);
  }
  return true;
}

} // namespace highwater::flow
