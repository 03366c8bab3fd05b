// Blocks that a caller hands over with a call: a node that is put into a list, a name that goes into a table.

#pragma once

#include "analysis/flow/CallSite.h"

#include <vector>

namespace highwater::summary {

/// What a callee leaves at one of some places.
struct Change {
  std::vector<flow::Location> places;
  flow::ValueRef value;
};

/// A variable of the caller that owns a block, and the place that refers to it behind the call and lives on.
struct Hand { flow::Location from, to; };

/// What is handed over where a callee's changes store pointers to blocks of variables that end, or hold something else soon.
/// In these changes the places keep what they own.
std::vector<Hand> handsIn(const flow::CallSite &site, const flow::Evaluator &evaluator, const flow::State &state,
                          std::vector<Change> &changes);

/// What is left at a place that was `given`, where it may lead to what it led to: that is still owned there.
flow::ValueRef goingOn(const flow::Values &values, const flow::ValueRef &value, const flow::Location &place,
                       const flow::ValueRef &given);

/// Behind the changes. In `result`, what leads to the blocks goes on doing so.
void handOver(const std::vector<Hand> &hands, flow::State &state, flow::ValueRef &result);

} // namespace highwater::summary
