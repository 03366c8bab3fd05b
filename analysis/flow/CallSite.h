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
  /// With the arguments already resolved.
  CallSite(const events::Event &event, std::vector<Resolved> arguments, Resolved object)
      : event(event), arguments(std::move(arguments)), object(std::move(object)) {}
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
  bool upper = false;               ///< a count is only bounded from above
  std::vector<Location> open;       ///< what is called and only the caller of this function knows
};

/// The part of a value that `field` names in a model: a content slot, a class's field, what a pointer leads to.
Resolved memberOf(const Evaluator &evaluator, const State &state, const Resolved &whole, const std::string &field);

/// The parts of objects that are their base of this class.
std::vector<Location> basesOf(const std::vector<Location> &places, TypeRef base, const State &state);
/// The object that a base is part of.
Resolved wholeObject(const Resolved &base, const State &state);

/// An object of a text type made of a pointer to characters.
ValueRef spelledOut(const Values &values, TypeRef type, const size::Subject &text);

/// Runs a constructor on the object of `call`: what emplacing does.
using Construct = std::function<void(const CallSite &call, State &state)>;

/// Whether a function constructs objects of this class; whether such a one copies or moves another object.
bool isConstructor(const events::Function &function, TypeRef type);
bool takesItself(const events::Function &constructor, TypeRef type);
/// What a constructor of `type` makes of these arguments, in a call that stands `where`.
ValueRef built(const Values &values, TypeRef type, std::vector<events::Argument> arguments, std::vector<Resolved> given,
               const events::Location &where, State &state, const Construct &construct);

/// Applies one call model to the state; `result` is what a callable that the model calls gave back.
CallOutcome applyModel(const effects::CallModel &model, const CallSite &site, const Evaluator &evaluator, State &state,
                       ValueRef result, Construct construct);

/// The model of a call, if there is one: by the method's class or the function's name, and the classes of arguments.
const effects::CallModel *findModel(const Evaluator &evaluator, const State &state, const CallSite &site);
const effects::CallModel *findModel(const Values &values, const events::Unit &unit, const events::Event &event,
                                    TypeRef objectType);

} // namespace highwater::flow
