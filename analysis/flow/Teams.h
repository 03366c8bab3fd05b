// Teams of threads that run one region of a function at the same time: what one of them holds, the others do, too.

#pragma once

#include "analysis/flow/Evaluator.h"
#include "analysis/flow/Peak.h"

#include <vector>

namespace highwater::flow {

struct Team {
  events::Location begin;
  unsigned end = 0;                 ///< offset in the same file
  events::Operand threads;          ///< None: as many as there are if nothing says otherwise

  bool contains(const events::Location &location) const;
};

std::vector<Team> teamsOf(const events::Function &function);

/// What the other threads of all teams hold in variables that each of them has, where one thread is at an event. It makes
/// something of its own larger by `transient` if `object` is in such a variable.
size::Expr heldByOthers(const std::vector<Team> &teams, const Evaluator &evaluator, const State &state,
                        const std::vector<Location> &object, const size::Expr &transient);

/// How many others run a call at this place.
size::Expr othersAt(const std::vector<Team> &teams, const Evaluator &evaluator, const State &state, const events::Location &location);

/// What a peak holds that nobody but what was called knows. A buffer that is replaced is taken to be of that, if there is any.
size::Expr ownOf(const Peak &peak);

/// Adds to a peak what others hold at the same time. They need not be there at the same moment.
void addOthers(Peak &peak, const size::Expr &more);

} // namespace highwater::flow
