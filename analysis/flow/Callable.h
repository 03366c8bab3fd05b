// What is called when a value is called: functions by their address, closures and objects with a call operator, and
// wrappers around those, with the arguments that they bring along.

#pragma once

#include "analysis/flow/CallSite.h"

namespace highwater::flow {

struct Target {
  std::string function;             ///< USR, or the name of a library's function; empty: the call operator of `object`
  Resolved object;                  ///< the closure or function object
  std::vector<size::Subject> labels;///< texts that it is listed with
  std::vector<Resolved> bound;      ///< arguments given beforehand; Empty where one of the call goes
  bool once = false;                ///< it is called this time only: what it was given may be moved from
};

/// Whether an object that calls later has nothing left to call.
bool isIdle(const Values &values, const ValueRef &callable);
/// Whether `callable` is what such an object had to call, and did.
bool isDone(const Evaluator &evaluator, const State &state, const Resolved &callable);

/// The places of `callable` that the caller of this function knows, where targetsOf does not tell.
std::vector<Location> openPlaces(const Resolved &callable);

/// Everything that `callable` may call, without duplicates; nothing if that is not known.
std::vector<Target> targetsOf(const Evaluator &evaluator, const State &state, const Resolved &callable);

} // namespace highwater::flow
