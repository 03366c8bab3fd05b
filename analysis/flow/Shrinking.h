// Loops that make things smaller until a test holds: `while (cache.size() > most) evict();`. They may not run at all.

#pragma once

#include "analysis/flow/LoopClosure.h"

namespace highwater::flow {

/// What the leaves are where such a loop ends by `guard`: of the one that is tested no more than the test allows, whatever else
/// gets smaller is as before if there was nothing to do, and else less. Nothing if the loop is none of these, or if how often
/// it runs says it all. `counts` tells numbers that only this loop counts with.
std::optional<std::map<size::Symbol, size::Expr>> shrunk(llvm::ArrayRef<Leaf> leaves, const LoopClosure &closure,
                                                         const Guard &guard,
                                                         llvm::function_ref<bool(const Leaf &)> counts);

/// Whether a loop ends by `guard` because nothing is left of what it makes smaller.
bool endsEmpty(const Guard &guard, llvm::ArrayRef<Leaf> leaves);

/// Whether a test says in which iteration a loop is left: `end > begin` does, `isspace(end[-1])` does not.
bool tellsWhen(const Guard &guard, llvm::ArrayRef<Leaf> leaves);

} // namespace highwater::flow
