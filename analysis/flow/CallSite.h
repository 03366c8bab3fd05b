// One call with its operands resolved: what a model or a summary is applied to.

#pragma once

#include "analysis/flow/Evaluator.h"

namespace highwater::flow {

/// An object and where it may live. `places` is empty for values that live nowhere.
struct Resolved {
  ValueRef value;
  std::vector<Location> places;
};

struct CallSite {
  CallSite(const Evaluator &evaluator, const State &state, const events::Event &event);

  const events::Event &event;
  std::vector<Resolved> arguments;  ///< the objects that references lead to; pointers stay pointers
  Resolved object;                  ///< the implicit object; Empty without one
  TypeRef objectType;
  TypeRef resultType;
  std::vector<Location> destination;
};

/// What a call did, beyond its changes of the state.
struct CallOutcome {
  ValueRef result = emptyValue();
  size::Expr transient;             ///< heap bytes held only while it ran, on top of what it left
  bool allocates = false;
};

/// The part of a value that `field` names in a model: a content slot, a class's field, what a pointer leads to.
Resolved memberOf(const Evaluator &evaluator, const State &state, const Resolved &whole, const std::string &field);

/// Applies one call model to the state.
CallOutcome applyModel(const effects::CallModel &model, const CallSite &site, const Evaluator &evaluator, State &state);

/// The model of a call, if there is one: by the method's class or the function's name, and the classes of arguments.
const effects::CallModel *findModel(const Evaluator &evaluator, const State &state, const CallSite &site);
const effects::CallModel *findModel(const Values &values, const events::Unit &unit, const events::Event &event,
                                    TypeRef objectType);

} // namespace highwater::flow
