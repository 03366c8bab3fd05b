// What is known of a function before it is run: who may refer to whom in it, and where each owner is used last.

#include "analysis/program/Analysis.h"

namespace highwater::program {

const Globals &Analysis::globals() {
  if (!knownGlobals)
    knownGlobals = std::make_shared<Globals>(linkage, values.catalog, options.wholeProgram);
  return *knownGlobals;
}

const Body &Analysis::bodyOf(FunctionReference reference) {
  if (auto known = bodies.find(reference); known != bodies.end())
    return *known->second;
  const events::Function &function = linkage.function(reference);
  const events::Unit &unit = linkage.unit(reference);
  unfinished.insert(reference);
  auto mayKeep = [&](const events::Event &event, unsigned argument) { return keeps(unit, event, argument); };
  auto touches = [&](const events::Event &event, unsigned argument) { return touchesOf(unit, event, argument); };
  auto ending = [this, &unit, &function](const events::Event &event, events::VarId variable,
                                         llvm::ArrayRef<std::string> path) {
    return endingOf(unit, function, event, variable, path);
  };
  auto connect = [&](const events::Event &event, unsigned to, unsigned from) { return connects(unit, event, to, from); };
  auto looksAt = [this, &unit](const events::Event &event) {
    std::set<std::string> all;
    for (FunctionReference callee : targets(unit, event.callee)) {
      const std::set<std::string> &mentioned = globals().mentionedBy(callee);
      all.insert(mentioned.begin(), mentioned.end());
    }
    return all;
  };
  std::vector<flow::Part> foreign = globals().ownersOf(reference);
  auto body = std::make_unique<Body>(unit, function, pointerTypes,
                                     flow::CallKnowledge{mayKeep, touches, connect, looksAt, foreign}, ending);
  unfinished.erase(reference);
  return *bodies.emplace(reference, std::move(body)).first->second;
}

} // namespace highwater::program
