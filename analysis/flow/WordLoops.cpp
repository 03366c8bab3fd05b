// Loops over the words of a known command line are run word by word, so that each option meets its own value.

#include "analysis/flow/Interpreter.h"
#include "analysis/flow/Mentions.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::BlockId;
using events::none;

/// Whether a value is a pointer to the words or a range of them, leads to one, or is a closure that knows one.
static bool leadsToWords(const Values &values, const State &state, const ValueRef &given, unsigned hops = 0) {
  ValueRef value = values.expand(given);
  if (isArguments(value) || firstWord(values, value))
    return true;
  constexpr unsigned furthest = 2;
  if (hops == furthest)
    return false;
  if (value->kind == Value::Pointer)
    return value->targets.size() == 1 && leadsToWords(values, state, state.load(value->targets[0]), hops + 1);
  return value->kind == Value::Record && value->type && value->type->closure &&
         llvm::any_of(value->parts, [&](const auto &part) { return leadsToWords(values, state, part.second, hops); });
}

/// Whether the body mentions the words.
bool Interpreter::readsWords(unsigned loop, const State &entry) const {
  if (!options.spelled)
    return false;
  std::set<events::VarId> words;
  for (events::VarId id = 0; id < function.body.variables.size(); ++id)
    if (leadsToWords(values, entry, entry.load(evaluator.variable(id))))
      words.insert(id);
  auto mentioned = [&](events::VarId id) { return words.count(id) != 0; };
  return !words.empty() && llvm::any_of(graph.loops[loop].blocks, [&](BlockId block) {
    const events::Block &code = function.body.blocks[block];
    bool found = false;
    auto note = [&](events::VarId id) { found |= mentioned(id); };
    for (const events::Event &event : code.events)
      forEachVariable(event, note);
    forEachVariable(code.terminator, note);
    return found;
  });
}

bool Interpreter::runWords(unsigned loop, const State &entry, Region &outer, Waiting &waiting,
                           unsigned within) {
  if (!readsWords(loop, entry))
    return false;
  std::vector<Peak> *outerPeaks = peaks;
  std::vector<Peak> found;
  peaks = &found;
  std::vector<Arrival> exits;
  std::optional<State> state = entry;
  constexpr unsigned longest = 64;
  for (unsigned iteration = 0; state && iteration < longest; ++iteration) {
    evaluator.unrolled[loop] = iteration;
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
  evaluator.unrolled.erase(loop);
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
