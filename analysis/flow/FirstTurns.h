// Branches that only the first iteration of a loop takes, by a number that it changes there: `if (first) { first = 0; … }`,
// `if (columns == 0) columns = count(line);`.

#pragma once

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Graph.h"
#include "analysis/flow/LoopClosure.h"

#include <map>

namespace highwater::flow {

/// By the block that branches, the side (0 or 1) that later iterations take, and the number. Only what calls or allocates is
/// told apart.
struct FirstTurn { unsigned others; const events::Place *number; };
std::map<events::BlockId, FirstTurn> firstTurns(const Evaluator &evaluator, const Graph &graph, unsigned loop, const State &entry);

/// Guards of all iterations but the first so many.
void leaveOut(std::vector<Guard> &guards, unsigned iterations);

} // namespace highwater::flow
