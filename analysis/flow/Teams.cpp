// A region is where it stands in the source: its variables are those that are declared there.

#include "analysis/flow/Teams.h"

#include "analysis/events/Parallel.h"

namespace highwater::flow {

using events::Event;
using events::none;
using events::Operand;
using size::Expr;

bool Team::contains(const events::Location &location) const {
  return location.valid() && location.file == begin.file && begin.offset <= location.offset && location.offset <= end;
}

std::vector<Team> teamsOf(const events::Function &function) {
  std::vector<Team> teams;
  for (const events::Block &block : function.body.blocks)
    for (const Event &event : block.events)
      if (event.kind == Event::Call && event.callee.name == events::parallelName && event.arguments.size() == 2)
        teams.push_back({event.location, static_cast<unsigned>(event.arguments[1].value.integer), event.arguments[0].value});
  return teams;
}

static Expr othersOf(const Team &team, const Evaluator &evaluator, const State &state) {
  Expr threads = team.threads.kind == Operand::None ? Expr::symbol({"threads", {}}) : evaluator.number(state, team.threads);
  return threads.isUnknown() ? Expr(0) : Expr::max({Expr(0), threads - 1});
}

Expr heldByOthers(const std::vector<Team> &teams, const Evaluator &evaluator, const State &state, const std::vector<Location> &object,
                  const Expr &transient) {
  Expr total = 0;
  for (const Team &team : teams) {
    auto isOwn = [&](const Root &root) {
      return root.variable != none && team.contains(evaluator.function.body.variables[root.variable].location);
    };
    Expr own = object.size() == 1 && isOwn(object[0].root) ? transient : Expr(0);
    for (const auto &[root, value] : state.roots())
      if (isOwn(root))
        own += state.heapOf(root);
    if (!own.isZero() && !own.isUnknown())
      total += othersOf(team, evaluator, state) * own;
  }
  return total;
}

Expr othersAt(const std::vector<Team> &teams, const Evaluator &evaluator, const State &state, const events::Location &location) {
  Expr total = 0;
  for (const Team &team : teams)
    if (team.contains(location))
      total += othersOf(team, evaluator, state);
  return total;
}

Expr ownOf(const Peak &peak) {
  Expr own = 0;
  for (const Held &held : peak.held)
    if (held.root.variable == none && held.root.external.empty())
      own += held.size;
  return own.isZero() ? own : own + peak.transient;
}

void addOthers(Peak &peak, const Expr &more) {
  peak.size = peak.size + more;
  peak.resident = peak.resident + more;
  peak.held.push_back({{}, "others that run at the same time", "", more, peak.site, {}});
}

} // namespace highwater::flow
