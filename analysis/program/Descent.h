// Functions that go down a tree by calling themselves: `p->left = add(p->left, key)`, `add(&(*p)->right, key)`. Whichever level
// adds a node, the ones above it only pass it on: all calls together do what one does that calls none.

#pragma once

#include "analysis/flow/Interpreter.h"
#include "analysis/summary/Summary.h"

namespace highwater::program {

struct Descent {
  unsigned parameter;               ///< leads to the next level
  bool finds;                       ///< some path adds nothing: what is looked for is there
};

/// Of a function that calls itself at most once on each path, with a link of the node that it was given. `allocates`: what may
/// make memory; no call of the function itself is on a path with that.
std::optional<Descent> descentOf(const events::Unit &unit, const events::Function &function, const flow::Graph &graph,
                                 llvm::function_ref<bool(const events::Event &)> allocates);

/// What a level finds that the ones below do: nothing; it is given back what it passed.
summary::Summary passedOn(const events::Unit &unit, const events::Function &function, const Descent &descent);

/// Where such a function is given a link: what it puts there if there is none goes to wherever in the tree there is none.
void addToTree(summary::Summary &summary, const Descent &descent);

/// What a function leaves that looks for a text, and changes something where it is not found: that once for each different one.
void leaveOnce(const events::Unit &unit, const events::Function &function, const Descent &descent, flow::Outcome &outcome);

} // namespace highwater::program
