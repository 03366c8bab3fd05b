// A call as its caller sees it.

#pragma once

#include "analysis/flow/Inflow.h"

#include <unordered_map>

namespace highwater::flow {

/// What a callee's places and numbers are where it is called. The caller's state stays as it is meanwhile, so that each
/// place is looked at once.
class Inflow::CallerView {
public:
  CallerView(const Inflow &inflow, const Invocation &call, const InflowState &state)
      : inflow(inflow), call(call), state(state) {}

  /// Where the caller has what the callee finds at this path; none if it has no name there.
  const PathList &places(PathId path);
  const Cell &value(PathId path);
  /// `outward`: the number leaves the callee, and remembers the call that handed it on.
  Number number(const Number &number, bool outward);
  std::vector<Fact> facts(const std::vector<Fact> &facts);

private:
  PathList findPlaces(PathId path);
  Cell findValue(PathId path);
  Label label(const Label &label, bool outward);
  Label viewed(PathId path);
  Label influence(const Origin &origin, bool outward);

  const Inflow &inflow;
  const Invocation &call;
  const InflowState &state;
  std::unordered_map<PathId, PathList> knownPlaces;
  std::unordered_map<PathId, Cell> knownValues;
  std::unordered_map<OriginId, Label> influences[2]; ///< inward, outward
};

} // namespace highwater::flow
