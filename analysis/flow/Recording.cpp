// Candidate peaks, recorded where something is acquired.

#include "analysis/flow/Interpreter.h"
#include "analysis/flow/KnownHeap.h"
#include "analysis/flow/ReachedLimit.h"

#include "llvm/ADT/STLExtras.h"

namespace highwater::flow {

using events::Event;
using size::Expr;

/// Records a candidate peak: what is live now, and `transient` on top.
void Interpreter::record(const Event &event, const State &state, const Expr &transient) {
  Peak peak;
  Expr others = 0;
  if (const events::Place &grown = event.object ? event.object->place : event.place; !teams.empty())
    others = heldByOthers(teams, evaluator, state, grown.valid() ? evaluator.locate(state, grown) : std::vector<Location>(), transient);
  peak.size = state.total() + transient + others;
  bool isLess = peak.size.isZero() || (!peaks->empty() && peaks->back().block == currentBlock &&
                                       !peaks->back().capacityBefore && peak.size.isAtMost(peaks->back().size));
  auto isMapped = [&](const auto &root) { return !mappedPages(values, root.second).isZero(); };
  if (isLess && !leavesOut(evaluator, state) && llvm::none_of(state.roots(), isMapped))
    return;
  peak.resident = residentOf(values, state) + transient;
  peak.held = holdings(evaluator, state);
  peak.transient = transient;
  peak.block = currentBlock;
  peak.event = currentEvent;
  peak.site = siteOf(evaluator.unit, function, event.location);
  if (!others.isZero()) {
    upper = true;
    peak.size = peak.size - others;
    addOthers(peak, others);
  }
  if (auto growing = outgrown(state, peak.size))
    std::tie(peak.capacityBefore, peak.sizeAfter) = *growing;
  if (peaks->size() > 64)
    prune(*peaks, 32);
  peaks->push_back(std::move(peak));
}

/// A buffer that is replaced: inside loops the candidate moves to the last time that happens.
void Interpreter::recordGrowth(const Event &event, const Resolved &grown, const State &state, const Expr &transient) {
  size_t count = peaks->size();
  record(event, state, transient);
  if (peaks->size() == count)
    return;
  ValueRef before = values.expand(grown.value);
  ValueRef after = values.expand(state.load(grown.places));
  auto capacity = before->state.find("capacity");
  auto size = after->state.find("size");
  if (capacity != before->state.end() && size != after->state.end()) {
    peaks->back().capacityBefore = capacity->second;
    peaks->back().sizeAfter = size->second;
  }
}

} // namespace highwater::flow
